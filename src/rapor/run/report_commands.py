"""Commands that write what a reader is handed: report, short forms, slides, data, delivery."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from rapor.ground.paths import Home, find_home
from rapor.ground.project_files import stored
from rapor.run.options import (
    CityArgument,
    HomeOption,
    LanguageOption,
    OpenOption,
    PeriodOption,
    YearArgument,
    open_first,
    say_where,
)


def report(
    city: CityArgument,
    year: YearArgument,
    language: LanguageOption = "id",
    period: PeriodOption = "annual",
    base: Annotated[
        Path | None,
        typer.Option("--base", metavar="FILE", help="Your own .docx for styles, head and foot."),
    ] = None,
    show: OpenOption = False,
    home: HomeOption = None,
) -> None:
    """Make the report of one city and year (or half year), from its raw data to the page."""
    from rapor.run import all_cities, batch

    project = find_home(home)
    folder = batch.report(project, city, year, language, period, base)
    all_cities.list_on_request(project)
    files = [path for path in stored(folder) if path.is_file()]
    _hand_over(project, city, files)
    if show:
        open_first(stored(folder, "*.html"))


def _hand_over(home: Home, city: str, made: Sequence[Path], *, show: bool = False) -> None:
    """Tell where the files are, and where the brand's family of type is not what is set."""
    from rapor.write.brand import read_brand

    say_where(home, made)
    if told := read_brand(home, city).typeface_told:
        typer.echo(told, err=True)
    if show:
        open_first(made)


def brief(
    city: CityArgument,
    year: YearArgument,
    language: LanguageOption = "id",
    period: PeriodOption = "annual",
    show: OpenOption = False,
    home: HomeOption = None,
) -> None:
    """Write two pages for the mayor, as PDF and Word."""
    from rapor.run import short_reports

    project = find_home(home)
    made = short_reports.brief(project, city, year, language, period)
    _hand_over(project, city, made, show=show)


def extract(
    city: CityArgument,
    year: YearArgument,
    agency: Annotated[
        list[str] | None, typer.Option(help="Code of an agency; without, all of them.")
    ] = None,
    language: LanguageOption = "id",
    period: PeriodOption = "annual",
    home: HomeOption = None,
) -> None:
    """Write for each agency what the report says of it, as PDF and Word, and a list of them."""
    from rapor.run import short_reports

    project = find_home(home)
    made = short_reports.extracts(project, city, year, language, agency or (), period)
    _hand_over(project, city, made)


def slides(
    city: CityArgument,
    year: YearArgument,
    language: LanguageOption = "id",
    period: PeriodOption = "annual",
    base: Annotated[
        Path | None,
        typer.Option("--base", metavar="FILE", help="Your own .pptx for masters and layouts."),
    ] = None,
    show: OpenOption = False,
    home: HomeOption = None,
) -> None:
    """Write eight slides for a meeting (.pptx), with text, tables and charts to be edited."""
    from rapor.run import short_reports

    project = find_home(home)
    made = short_reports.slides(project, city, year, language, period, base)
    _hand_over(project, city, made, show=show)


def export(
    city: CityArgument,
    home: HomeOption = None,
) -> None:
    """Write a city's tables as a Frictionless data package to exports/CITY."""
    from rapor.run import handing_on

    project = find_home(home)
    say_where(project, handing_on.export(project, city))


def deliver(
    city: CityArgument,
    year: YearArgument,
    state: Annotated[
        str, typer.Option(help="draft or final; else as brand.yaml says, else draft.")
    ] = "",
    language: LanguageOption = "id",
    period: PeriodOption = "annual",
    home: HomeOption = None,
) -> None:
    """Keep a report as it is handed over, with its data, in an archive that stays as it is."""
    from rapor.run import handing_on

    project = find_home(home)
    path, is_new = handing_on.deliver(project, city, year, state, language, period)
    if not is_new:
        typer.echo("Delivered before, with the same contents:")
    say_where(project, [path])
