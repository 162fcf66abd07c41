"""Commands of the round of the year: the register of follow-up, and who has reported."""

import datetime
from typing import Annotated

import typer

from rapor.ground.errors import Problem, UsageError
from rapor.ground.paths import find_home
from rapor.run.options import (
    ApplyOption,
    ByOption,
    CityArgument,
    HomeOption,
    LanguageOption,
    OnOption,
    PeriodOption,
    YearArgument,
    say_where,
    terminal_width,
)

YearOption = Annotated[
    int | None, typer.Option(help="As it stood at the end of a year; else the year of the day.")
]
DayOption = Annotated[
    str | None,
    typer.Option("--on", metavar="YYYY-MM-DD", help="Day that is looked from; else today."),
]


def follow_up(
    city: CityArgument,
    agency: Annotated[str, typer.Option(help="Code of an agency that is to act.")] = "",
    area: Annotated[str, typer.Option(help="Code of a change area.")] = "",
    origin: Annotated[str, typer.Option(help="Such as ministry, question or adjustment.")] = "",
    item: Annotated[str, typer.Option(help="One item by its id, with its history.")] = "",
    stands: Annotated[
        str, typer.Option("--status", help="Such as done: what waits to be verified.")
    ] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is past its day.")] = False,
    closed: Annotated[
        bool, typer.Option("--all", help="Also what is verified or dropped.")
    ] = False,
    year: YearOption = None,
    period: PeriodOption = "annual",
    on: DayOption = None,
    form: Annotated[str, typer.Option("--format", help="table, json or csv.")] = "table",
    home: HomeOption = None,
) -> None:
    """Show what is followed up: what is open, with whom, since when."""
    from rapor.run import following

    following.check_form(form, ("table", "json", "csv"))
    listed = following.register(find_home(home), city, year, period, _day(on))
    wanted = following.Wanted(agency, area, origin, item, stands, overdue, closed)
    typer.echo(following.follow_up(listed, wanted, form, terminal_width()))


def status(
    city: CityArgument,
    year: YearOption = None,
    on: DayOption = None,
    form: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
    home: HomeOption = None,
) -> None:
    """Show who has reported in each half-year and the year, who has not, and what is due next."""
    from rapor.run import following

    following.check_form(form, ("table", "json"))
    listed = following.register(find_home(home), city, year, "annual", _day(on))
    typer.echo(following.status(listed, form, terminal_width()))


def levels(
    city: CityArgument,
    year: YearArgument,
    language: LanguageOption = "id",
    period: PeriodOption = "annual",
    home: HomeOption = None,
) -> None:
    """Write two pages for each level: what came up, what it is to decide, what goes up."""
    from rapor.run import short_reports

    project = find_home(home)
    say_where(project, short_reports.levels(project, city, year, language, period))


def adopt(
    city: CityArgument,
    year: YearArgument,
    language: LanguageOption = "id",
    period: PeriodOption = "annual",
    apply: ApplyOption = False,
    by: ByOption = "",
    on: OnOption = None,
    home: HomeOption = None,
) -> None:
    """Take a report's recommendations over into the register of follow-up; --apply writes it."""
    from rapor.run import adopting
    from rapor.run.writer import writer

    project, keeper = find_home(home), writer(apply=apply, by=by, on=on)
    told, written = adopting.adopt(project, city, year, language, period, keeper)
    typer.echo(told)
    say_where(project, written)


def _day(on: str | None) -> str:
    """The day that is looked from: today's where none is given. A report never asks for it."""
    day = on or datetime.date.today().isoformat()  # noqa: DTZ011 the day where the command is given
    try:
        return datetime.date.fromisoformat(day).isoformat()
    except ValueError:
        wanted = "a day such as 2025-02-01"
        raise UsageError(Problem("--on", repr(day[:40]), wanted, "correct it")) from None
