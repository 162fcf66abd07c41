"""Commands about a project as a whole: a new one, its reports, the page that leads to them."""

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
