"""Commands about a project as a whole: a new one, its reports, those of many cities, their page."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from rapor.ground.errors import DataRejected, MissingInput, UsageError
from rapor.ground.paths import INDEX, find_home
from rapor.run.options import HomeOption, say_where

_EXIT_CODES = [kind.exit_code for kind in (DataRejected, UsageError, MissingInput)]


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
