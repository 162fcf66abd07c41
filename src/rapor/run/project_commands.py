"""Commands about a project as a whole: its reports, and the page from which they are found."""

import typer

from rapor.ground.errors import DataRejected, MissingInput, UsageError
from rapor.ground.paths import INDEX, find_home
from rapor.run.options import HomeOption

_EXIT_CODES = [kind.exit_code for kind in (DataRejected, UsageError, MissingInput)]


def reports(home: HomeOption = None) -> None:
    """Make every report of params.yaml: all that has changed since the last time, with DVC."""
    from rapor.run.repro import repro

    project = find_home(home)
    code = repro(project)
    if code:
        raise typer.Exit(code if code in _EXIT_CODES else DataRejected.exit_code)
    typer.echo(f"\nStart here, all reports are found from it:\n{INDEX}\nThe reports:")
    for page in sorted(project.reports.glob("*/*/*.html")):
        typer.echo(project.relative(page))


def site(home: HomeOption = None) -> None:
    """Make the page from which all reports are found, and list those made on request."""
    from rapor.run import all_cities

    project = find_home(home)
    for page in all_cities.site(project):
        typer.echo(project.relative(page))
