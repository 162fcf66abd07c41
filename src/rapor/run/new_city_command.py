"""The command ``rapor new-city``: documents to a review, and a review to a city and its report."""

from collections.abc import Hashable
from pathlib import Path
from typing import Annotated, Any

import typer

from rapor.ground.errors import Problem, UsageError
from rapor.ground.paths import Home, find_home
from rapor.ground.project_files import stored
from rapor.run.options import ByOption, HomeOption, OnOption, say_where

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
