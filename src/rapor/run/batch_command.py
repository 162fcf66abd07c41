"""The command ``rapor batch``: the reports of many cities."""

from typing import Annotated

import typer

from rapor.ground.paths import find_home
from rapor.run.options import HomeOption


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
