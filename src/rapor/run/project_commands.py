"""Commands about a project as a whole: a new one, a city more, its reports, and the page of all."""

import shlex
from collections.abc import Hashable
from pathlib import Path
from typing import Annotated, Any

import typer

from rapor.ground.errors import DataRejected, MissingInput, Problem, UsageError
from rapor.ground.paths import INDEX, Home, find_home
from rapor.ground.project_files import stored
from rapor.run.options import ByOption, HomeOption, OnOption, say_where

_EXIT_CODES = [kind.exit_code for kind in (DataRejected, UsageError, MissingInput)]
Documents = Annotated[
    list[Path] | None,
    typer.Argument(help="The city's documents: road map, amendment, LKjIP, result letter, LKE."),
]
City = Annotated[str, typer.Option("--city", help="Slug of the city, such as 'binjai'.")]
Name = Annotated[str, typer.Option(help="Name, such as 'Kota Binjai'.")]
Province = Annotated[str, typer.Option(help="Its province.")]
Code = Annotated[str, typer.Option(help="Code of the ministry, such as 12.75.")]
ReviewLanguage = Annotated[str, typer.Option(help="Language of the review, id or en.")]
Output = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Else review-CITY.xlsx here.")
]
Review = Annotated[
    Path | None, typer.Option("--apply", metavar="REVIEW", help="Take a filled review over.")
]
Year = Annotated[
    int | None, typer.Option(help="Year of the first report; else the road map's first.")
]


def init(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet, or is empty.")],
) -> None:
    """Make a project folder with settings, notebooks, catalogue and an invented city."""
    from rapor.run.new_project import new_project

    new_project(folder)
    typer.echo(f"{folder} is ready; its README.md says what is where. To begin with:")
    typer.echo(f"    cd {shlex.quote(str(folder))}\n    rapor check\n    rapor reports")


def reports(home: HomeOption = None) -> None:
    """Make every report of params.yaml: all that has changed since the last time, with DVC."""
    from rapor.run.repro import repro

    project = find_home(home)
    code = repro(project)
    if code:
        raise typer.Exit(code if code in _EXIT_CODES else DataRejected.exit_code)
    typer.echo(f"\nStart here, all reports are found from it:\n{INDEX}\nThe reports:")
    say_where(project, sorted(project.reports.glob("*/*/*.html")))


def site(home: HomeOption = None) -> None:
    """Make the page from which all reports are found, and list those made on request."""
    from rapor.run import all_cities

    project = find_home(home)
    say_where(project, all_cities.site(project))


def batch(
    cities: Annotated[
        str, typer.Option("--cities", metavar="SLUG,SLUG", help="Else those of params.yaml.")
    ] = "",
    years: Annotated[
        str, typer.Option("--years", metavar="YEAR,YEAR", help="Else those of params.yaml.")
    ] = "",
    stage: Annotated[
        list[str] | None,
        typer.Option(
            "--stage", metavar="NAME", help="clean, validate, evaluate, report; else all."
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Notebooks at a time.")] = 2,
    limit: Annotated[float, typer.Option("--limit", min=1, help="Seconds a notebook.")] = 300,
    resume: Annotated[
        bool, typer.Option("--resume", help="Leave what is up to date as it is.")
    ] = False,
    cluster: Annotated[
        str, typer.Option("--cluster", metavar="ADDRESS", help="Of a Dask scheduler; not here.")
    ] = "",
    home: HomeOption = None,
) -> None:
    """Make the reports of many cities: every notebook from clean to report, many at a time."""
    from rapor.run import city_steps
    from rapor.run.step import Means

    project = find_home(home)
    params = city_steps.chosen(project, cities, years)
    stages = city_steps.named(stage or ())
    means = Means(jobs, limit, cluster)
    made = city_steps.make_cities(project, params, stages=stages, means=means, resume=resume)
    typer.echo(f"{made} notebooks made" if made else "everything is up to date")


def new_city(
    documents: Documents = None,
    city: City = "",
    name: Name = "",
    province: Province = "",
    code: Code = "",
    language: ReviewLanguage = "id",
    output: Output = None,
    apply: Review = None,
    by: ByOption = "",
    on: OnOption = None,
    year: Year = None,
    home: HomeOption = None,
) -> None:
    """Write a review of a city's documents; --apply REVIEW makes the city's data and report.

    Nothing but the review is written at first. It is filled in a spreadsheet, and taken over as a
    whole or not at all; made again, it keeps every decision.
    """
    project = find_home(home)
    if apply is not None:
        _take_over(project, apply, documents or [], city, by, on, year)
        return
    from rapor.run.new_city import Subject, write_review

    if not documents or not city:
        missing = "DOCUMENT" if not documents else "--city"
        step = "rapor new-city DOCUMENT... --city SLUG, or rapor new-city --apply REVIEW --by NAME"
        raise UsageError(Problem(missing, "not given", "documents and a city", step))
    subject = Subject(city, documents, language, name, province, code)
    written = write_review(project, subject, output)
    typer.echo(_waiting(written.city.sheets.to_dict("records")))
    for question in written.lost:
        typer.echo(f"decided before, and fits nothing now: {question.sheet} {question.key}")
    typer.echo(
        f"{written.path.name}: fill it, then rapor new-city --apply {written.path.name} --by NAME"
    )


def _waiting(sheets: list[dict[Hashable, Any]]) -> str:
    """How much there is on each sheet, and how much of it waits."""
    lines = [
        f"  {sheet['title']}: {sheet['questions']} rows, {sheet['look_at']} to look at,"
        f" {sheet['waiting']} to decide"
        for sheet in sheets
        if sheet["questions"]
    ]
    return "\n".join(lines)


def _take_over(
    project: Home,
    review: Path,
    documents: list[Path],
    city: str,
    by: str,
    on: str | None,
    year: int | None,
) -> None:
    from rapor.run import all_cities, batch
    from rapor.run.taking_over import take_over
    from rapor.run.writer import writer

    applied = take_over(project, review, writer(apply=True, by=by, on=on), documents, city)
    typer.echo(applied.summary)
    say_where(project, applied.written)
    applied.undecided.raise_if_any()
    folder = batch.report(project, applied.slug, year or applied.first_year, "id")
    all_cities.list_on_request(project)
    say_where(project, stored(folder))
