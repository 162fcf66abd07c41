"""The daily commands on a city's data: a result, a decision, a note."""

from typing import Annotated, Any

import typer

from rapor.ground.paths import Home, find_home
from rapor.run.options import ApplyOption, ByOption, CityArgument, HomeOption, OnOption


def add(
    city: CityArgument,
    indicator: Annotated[str, typer.Argument(help="Code of the indicator, such as sakip_score.")],
    year: Annotated[int, typer.Argument(help="Year that the result is for.")],
    printed: Annotated[str, typer.Argument(metavar="RESULT", help="As published: '62,10'.")],
    publisher: Annotated[str, typer.Option(help="Who published it.")],
    published: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="Day of publication.")],
    kind: Annotated[str, typer.Option(help="official, agency or press.")],
    address: Annotated[str, typer.Option(help="Web address, or place in a document.")] = "",
    letter: Annotated[str, typer.Option(help="Number of the letter that says it.")] = "",
    assessor: Annotated[str, typer.Option(help="Who measured; else the indicator's owner.")] = "",
    scale: Annotated[str, typer.Option(help="Scale as published, such as 0-100.")] = "",
    note: Annotated[str, typer.Option(help="What the source says beside the value.")] = "",
    period: Annotated[str, typer.Option(help="annual, semester_1 or semester_2.")] = "annual",
    apply: ApplyOption = False,
    by: ByOption = "",
    on: OnOption = None,
    home: HomeOption = None,
) -> None:
    """Add a published result with its source: shows what would change; --apply writes it."""
    from rapor.run import entering
    from rapor.run.writer import writer

    keeper = writer(apply=apply, by=by, on=on)
    line = {"indicator": indicator, "year": str(year), "period": period, "printed": printed}
    line |= {"assessor": assessor, "scale": scale, "note": note}
    publication = entering.Publication(publisher, kind, published, address, letter)
    told, names = entering.add(find_home(home), city, line, publication, keeper)
    _tell_change(told, names, keeper, find_home(home), city)


def decide(
    city: CityArgument,
    about: Annotated[
        list[str], typer.Argument(metavar="ID...", help="K-05, or ids that 'rapor check' shows.")
    ],
    action: Annotated[str, typer.Option(help="correct, keep or ask.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    evidence: Annotated[str, typer.Option(help="Table, row and column, or letter, that show it.")],
    value: Annotated[str, typer.Option(help="With correct: as it should be printed.")] = "",
    cell: Annotated[str, typer.Option(help="With correct: another cell than the finding's.")] = "",
    meanwhile: Annotated[str, typer.Option(help="With ask: keep or withhold.")] = "",
    apply: ApplyOption = False,
    by: ByOption = "",
    on: OnOption = None,
    home: HomeOption = None,
) -> None:
    """Decide on findings, or anew on a question that was answered; --apply writes it."""
    from rapor.run import deciding
    from rapor.run.writer import writer

    keeper = writer(apply=apply, by=by, on=on)
    verdict = deciding.Verdict(action, value, cell, meanwhile, reason, evidence)
    told, names = deciding.decide(find_home(home), city, about, verdict, keeper)
    _tell_change(told, names, keeper, find_home(home), city)


def note(
    city: CityArgument,
    year: Annotated[int, typer.Argument(help="Year of the report.")],
    language: Annotated[str, typer.Option(help="id or en.")] = "id",
    period: Annotated[str, typer.Option(help="annual, semester_1 or semester_2.")] = "annual",
    edit: Annotated[bool, typer.Option("--edit", help="Open the file in your editor.")] = False,
    home: HomeOption = None,
) -> None:
    """Make the file of your note on a year, and show the chapters and figures it can name."""
    from rapor.run import noting

    project = find_home(home)
    path, told = noting.note(project, city, year, language, period)
    typer.echo(f"{told}\n\nWrite in {project.relative(path)}; 'rapor check {city}' reads it.")
    if edit:
        typer.launch(str(path))


def _tell_change(told: str, names: list[str], keeper: Any, project: Home, city: str) -> None:
    """What a change does, then the files that were written, or how to write them."""
    typer.echo(told)
    typer.echo("")
    if keeper.writes:
        for name in names:
            typer.echo(project.relative(project.raw(city) / name))
    else:
        typer.echo(keeper.nothing_written("writes it"))
