"""The command ``rapor``.

Exit codes: 0 fine, 1 data rejected, 2 usage, 3 missing input. What a command needs is
imported when it runs, so that help and ``rapor list`` answer at once.
"""

import os
import sys
from enum import StrEnum
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
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
from rapor.ground.paths import find_home
from rapor.run.daily_commands import add, decide, note
from rapor.run.options import (
    ApplyOption,
    ByOption,
    CityArgument,
    HomeOption,
    LanguageOption,
    OnOption,
    PeriodOption,
    cities_that_begin,
    say_where,
    terminal_width,
)
from rapor.run.project_commands import batch, init, new_city, reports, site
from rapor.run.report_commands import brief, deliver, export, extract, report, slides
from rapor.run.round_commands import adopt, follow_up, levels, status
from rapor.run.survey_command import survey

app = typer.Typer(
    help="Annual evaluation reports of cities' bureaucratic-reform road maps.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"rapor {version('rapor-rb')}")
        raise typer.Exit


@app.callback()
def rapor(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_say_version, is_eager=True, help="Show the version and stop."
        ),
    ] = False,
) -> None:
    """Annual evaluation reports of cities' bureaucratic-reform road maps."""


class WholeCommand(TyperCommand):
    """A command that names all that it was not given at once, not only the first."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed; ``UsageError`` with each argument and option that is missing."""
        given, _, _ = self.make_parser(ctx).parse_args(args=list(args))
        if not (given.get("help") or ctx.resilient_parsing):
            lacking = [option for option in self.params if _is_missing(option, given)]
            if lacking:
                raise UsageError(_not_given(option, ctx.command_path) for option in lacking)
        return super().parse_args(ctx, args)


def _is_missing(option: Any, given: dict[str, Any]) -> bool:
    return bool(option.required and given.get(option.name) in (None, (), []))


def _not_given(option: Any, command: str) -> Problem:
    is_option = option.opts[0].startswith("-")
    typed = option.opts[0] if is_option else option.metavar or option.name.upper()
    return Problem(typed, "not given", str(option.help or ""), f"add it; see '{command} --help'")


class PairCommand(WholeCommand):
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

    typer.echo(overview(find_home(home), terminal_width()))


@app.command()
def check(
    city: Annotated[
        str | None,
        typer.Argument(
            help="A city; all of params.yaml if none.", autocompletion=cities_that_begin
        ),
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="How to show it.")] = Format.text,
    undecided: Annotated[
        bool, typer.Option("--undecided", "--open", help="Only what nobody has decided on.")
    ] = False,
    language: Annotated[
        str | None, typer.Option(help="Of the findings: id or en; else en, and id in JSON.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Clean and validate in memory and show the findings; exit 1 on an undecided error."""
    from rapor.catalogue import load_catalogue
    from rapor.run import listing
    from rapor.run.settings import check_language, read_params

    project, words = find_home(home), language or ("id" if output is Format.json else "en")
    check_language(words)
    cities = [city] if city is not None else list(read_params(project).cities)
    catalogue = load_catalogue(project)
    for slug in cities:
        catalogue.city(slug)
    findings, problems = listing.check(project, cities, words)
    if undecided:
        findings = listing.undecided(findings)
    if output is Format.json:
        typer.echo(listing.as_json(cities, findings, problems))
    else:
        text = listing.as_text(findings, terminal_width(), problems, colour=_has_colour())
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
    say_where(project, written)


def _refuse_with_store(others: object) -> None:
    if others:
        raise UsageError(
            Problem("--store", "given with -p or --each", "the option alone", "leave them away")
        )


app.command()(report)
app.command()(init)
app.command()(reports)
app.command()(batch)
app.command()(site)
app.command("new-city")(new_city)


@app.command()
def ingest(
    document: Annotated[Path, typer.Argument(help="A regulation: .txt, .docx, .xlsx or .pdf.")],
    city: Annotated[str, typer.Option("--city", help="Slug of the city, such as 'binjai'.")],
    home: HomeOption = None,
) -> None:
    """Read a document's tables into data/raw/CITY/tables, with a draft of tables.yaml."""
    from rapor.ingest.ingest import ingest_document

    project = find_home(home)
    typer.echo(str(ingest_document(document, city, project, tell=_say_progress)))


@app.command()
def request(
    city: CityArgument,
    year: Annotated[int, typer.Argument(help="Year to ask for.")],
    period: PeriodOption = "annual",
    language: LanguageOption = "id",
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Else below requests/.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Write a workbook that asks each agency for its realisations of a year or half year."""
    from rapor.run import forms

    project = find_home(home)
    say_where(project, [forms.request(project, city, year, period, language, output)])


@app.command()
def receive(
    form: Annotated[Path, typer.Argument(help="A filled form, .xlsx, or a folder of them.")],
    apply: ApplyOption = False,
    by: ByOption = "",
    on: OnOption = None,
    home: HomeOption = None,
) -> None:
    """Read filled forms and show what they would change; --apply writes it, all or nothing.

    Of a folder each form is taken or refused on its own; then it is told who has not answered.
    """
    from rapor.run import forms
    from rapor.run.writer import writer

    project, keeper = find_home(home), writer(apply=apply, by=by, on=on)
    if form.is_dir():
        received = forms.receive_folder(project, form, keeper)
        summary = str(received)
    else:
        answer = forms.receive(project, form, apply=apply, by=by, on=keeper.on)
        received, summary = forms.Answered([], answer.problems, answer.written), answer.summary
    typer.echo(summary)
    received.problems.raise_if_any()
    say_where(project, received.written)


app.command()(add)
app.command()(decide)
app.command()(note)
app.command()(survey)
app.command("follow-up")(follow_up)
app.command()(status)
app.command()(levels)
app.command()(adopt)
app.command()(brief)
app.command()(extract)
app.command()(slides)
app.command()(export)
app.command()(deliver)
for registered in app.registered_commands:
    if registered.cls in (None, TyperCommand):
        registered.cls = WholeCommand


def _say_progress(line: str) -> None:
    """Tell who waits how far it is, apart from the results."""
    typer.echo(line, err=True)


def _has_colour() -> bool:
    """Whether somebody looks at a terminal and has not asked for no colour (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _say_problems(error: RaporError) -> None:
    """Print what a person has to look at: where and what, then expected, then next step."""
    for problem in error.problems:
        typer.echo(f"{problem.where}: {problem.found}", err=True)
        if problem.expected:
            typer.echo(f"    expected: {problem.expected}", err=True)
        if problem.next_step:
            typer.echo(f"    next: {problem.next_step}", err=True)


def main(arguments: list[str] | None = None) -> None:
    """Run the command; input that is refused ends in a list and an exit code, no traceback.

    So does a machine that refuses: a folder that may not be read, a disk that is full.
    ``arguments`` are those of the process where none are given. Raises ``SystemExit``.
    """
    for stream in (sys.stdout, sys.stderr):  # a terminal without a letter shows its number
        if isinstance(stream, TextIOWrapper):  # a notebook's is another, and shows every letter
            stream.reconfigure(errors="backslashreplace")
    try:
        app(arguments, prog_name="rapor")
    except RaporError as error:
        _say_problems(error)
        sys.exit(error.exit_code)
    except OSError as error:
        refused = MissingInput(cannot(error, str(error.filename or "the machine"), "used"))
        _say_problems(refused)
        sys.exit(refused.exit_code)
