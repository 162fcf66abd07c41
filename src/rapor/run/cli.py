"""The command ``rapor``: list, check, run, report, reports, site, ingest, request, receive.

Exit codes: 0 fine, 1 data rejected, 2 usage, 3 missing input. What a command needs is
imported when it runs, so that help and ``rapor list`` answer at once.
"""

import sys
from enum import StrEnum
from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from rapor.ground.errors import (
    DataRejected,
    MissingInput,
    Problem,
    RaporError,
    UsageError,
    cannot,
)
from rapor.ground.paths import Home, find_home
from rapor.ground.project_files import stored

app = typer.Typer(
    help="Annual evaluation reports of cities' bureaucratic-reform road maps.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="Project folder; else RAPOR_HOME, else from here."),
]

_EXIT_CODES = [kind.exit_code for kind in (DataRejected, UsageError, MissingInput)]


class PairCommand(TyperCommand):
    """A command whose ``-p`` takes a name and a value, as papermill's does."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Join each pair before the command is read; ``UsageError`` for half a pair."""
        return super().parse_args(ctx, _join_pairs(args))


def _join_pairs(arguments: list[str]) -> list[str]:
    rest, joined = iter(arguments), []
    for argument in rest:
        joined.append(argument)
        if argument == "-p":
            name, value = next(rest, None), next(rest, None)
            if name is None or value is None:
                raise UsageError(
                    Problem("-p", "name or value missing", "-p NAME VALUE", "complete the option")
                )
            joined.append(f"{name}={value}")
    return joined


class Format(StrEnum):
    """How findings are written."""

    text = "text"
    json = "json"


@app.command("list")
def show_list(home: HomeOption = None) -> None:
    """List the cities and years, and what data each has."""
    from rapor.run.listing import overview

    typer.echo(overview(find_home(home), _width()))


@app.command()
def check(
    city: Annotated[str | None, typer.Argument(help="A city; all of params.yaml if none.")] = None,
    output: Annotated[Format, typer.Option("--format", help="How to show it.")] = Format.text,
    home: HomeOption = None,
) -> None:
    """Clean and validate in memory and show the findings; exit 1 on an undecided error."""
    from rapor.catalogue import load_catalogue
    from rapor.run import listing
    from rapor.run.settings import read_params

    project = find_home(home)
    cities = [city] if city is not None else list(read_params(project).cities)
    catalogue = load_catalogue(project)
    for slug in cities:
        catalogue.city(slug)
    findings, problems = listing.check(project, cities)
    if output is Format.json:
        typer.echo(listing.as_json(cities, findings, problems))
    else:
        text = listing.as_text(findings, _width(), problems)
        typer.echo(text, nl=bool(text))
    if problems:
        raise DataRejected(problems)


@app.command(cls=PairCommand)
def run(
    notebook: Annotated[str, typer.Argument(help="01_clean … 05_compare, or own/NAME.")],
    parameter: Annotated[
        list[str] | None, typer.Option("-p", metavar="NAME VALUE", help="A parameter's value.")
    ] = None,
    each: Annotated[
        list[str] | None,
        typer.Option(
            "--each", metavar="NAME", help="Run each city, year or language of params.yaml."
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=8, help="Kernels at a time.")] = 2,
    store: Annotated[
        bool, typer.Option("--store", help="Run the defaults; keep the outputs in the notebook.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Run a notebook with checked parameters, in a kernel of its own."""
    from rapor.run import batch
    from rapor.run import notebook as notebooks
    from rapor.run.kernel import kernel, surroundings

    project = find_home(home)
    given = [(pair.partition("=")[0], pair.partition("=")[2]) for pair in parameter or ()]
    if store:
        _refuse_with_store(given or each)
        with surroundings(project), kernel() as used:
            written = [notebooks.store(project, notebook, used)]
    else:
        runs = batch.plan(project, notebook, given, each or ())
        written = batch.execute_all(runs, jobs)
        if "year" in (each or ()):
            batch.drop_other_years(runs)
    _say_where(project, written)


def _refuse_with_store(others: object) -> None:
    if others:
        raise UsageError(
            Problem("--store", "given with -p or --each", "the option alone", "leave them away")
        )


@app.command()
def report(
    city: Annotated[str, typer.Argument(help="Slug of the city, see 'rapor list'.")],
    year: Annotated[int, typer.Argument(help="Year to evaluate.")],
    language: Annotated[str, typer.Option(help="id or en.")] = "id",
    period: Annotated[str, typer.Option(help="annual, semester_1 or semester_2.")] = "annual",
    base: Annotated[
        Path | None,
        typer.Option("--base", metavar="FILE", help="Your own .docx for styles, head and foot."),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Make the report of one city and year (or half year), from its raw data to the page."""
    from rapor.run import all_cities, batch

    project = find_home(home)
    folder = batch.report(project, city, year, language, period, base)
    all_cities.list_on_request(project)
    _say_where(project, [path for path in stored(folder) if path.is_file()])


@app.command()
def reports(home: HomeOption = None) -> None:
    """Make every report of params.yaml: all that has changed since the last time, with DVC."""
    from rapor.ground.paths import INDEX
    from rapor.run.repro import repro

    project = find_home(home)
    code = repro(project)
    if code:
        raise typer.Exit(code if code in _EXIT_CODES else DataRejected.exit_code)
    typer.echo(f"\nStart here, all reports are found from it:\n{INDEX}\nThe reports:")
    _say_where(project, sorted(project.reports.glob("*/*/*.html")))


@app.command()
def site(home: HomeOption = None) -> None:
    """Make the page from which all reports are found, and list those made on request."""
    from rapor.run import all_cities

    project = find_home(home)
    _say_where(project, all_cities.site(project))


@app.command()
def ingest(
    document: Annotated[Path, typer.Argument(help="OCR text of a road map regulation.")],
    city: Annotated[str, typer.Option("--city", help="Slug of the city, such as 'binjai'.")],
    home: HomeOption = None,
) -> None:
    """Read a document's tables into data/raw/CITY/tables, with a draft of tables.yaml."""
    from rapor.ingest import ingest_document

    project = find_home(home)
    typer.echo(str(ingest_document(document, city, project)))


@app.command()
def request(
    city: Annotated[str, typer.Argument(help="Slug of the city, see 'rapor list'.")],
    year: Annotated[int, typer.Argument(help="Year to ask for.")],
    period: Annotated[str, typer.Option(help="annual, semester_1 or semester_2.")] = "annual",
    language: Annotated[str, typer.Option(help="id or en.")] = "id",
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Else below requests/.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Write a workbook that asks each agency for its realisations of a year or half year."""
    from rapor.run import forms

    project = find_home(home)
    _say_where(project, [forms.request(project, city, year, period, language, output)])


@app.command()
def receive(
    file: Annotated[Path, typer.Argument(help="A filled form, .xlsx.")],
    apply: Annotated[
        bool, typer.Option("--apply", help="Write the values to the city's data.")
    ] = False,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who keeps the form.")] = "",
    on: Annotated[
        str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="Day of keeping; else today.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Read a filled form and show what it would change; --apply writes it, all or nothing."""
    import datetime

    from rapor.run import forms

    project = find_home(home)
    today = datetime.date.today().isoformat()  # noqa: DTZ011 the day where the command is given
    received = forms.receive(project, file, apply=apply, by=by, on=on or today)
    typer.echo(received.summary)
    received.problems.raise_if_any()
    _say_where(project, received.written)


def _say_where(home: Home, paths: list[Path]) -> None:
    for path in paths:
        typer.echo(home.relative(path))


def _width() -> int:
    from rapor.run.textable import WIDTH

    return get_terminal_size((WIDTH, 40)).columns if sys.stdout.isatty() else WIDTH


def _say_problems(error: RaporError) -> None:
    """Print what a person has to look at: where and what, then expected, then next step."""
    for problem in error.problems:
        typer.echo(f"{problem.where}: {problem.found}", err=True)
        if problem.expected:
            typer.echo(f"    expected: {problem.expected}", err=True)
        if problem.next_step:
            typer.echo(f"    next: {problem.next_step}", err=True)


def main() -> None:
    """Run the command; input that is refused ends in a list and an exit code, no traceback.

    So does a machine that refuses: a folder that may not be read, a disk that is full.
    """
    for stream in (sys.stdout, sys.stderr):  # a terminal without a letter shows its number
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(prog_name="rapor")
    except RaporError as error:
        _say_problems(error)
        sys.exit(error.exit_code)
    except OSError as error:
        refused = MissingInput(cannot(error, str(error.filename or "the machine"), "used"))
        _say_problems(refused)
        sys.exit(refused.exit_code)
