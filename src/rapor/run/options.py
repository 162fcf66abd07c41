"""What several commands share: arguments and options, and telling where the files are."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated

import typer

from rapor.ground.errors import RaporError
from rapor.ground.paths import Home, find_home


def cities_that_begin(incomplete: str) -> list[str]:
    """The cities of the project that a shell offers; none where there is no project."""
    from rapor.catalogue import load_catalogue

    try:
        return [
            city for city in load_catalogue(find_home(None)).cities if city.startswith(incomplete)
        ]
    except RaporError:
        return []


CityArgument = Annotated[
    str,
    typer.Argument(help="Slug of the city, see 'rapor list'.", autocompletion=cities_that_begin),
]
YearArgument = Annotated[int, typer.Argument(help="Year of the report.")]
LanguageOption = Annotated[str, typer.Option(help="id or en.")]
PeriodOption = Annotated[str, typer.Option(help="annual, semester_1 or semester_2.")]
HomeOption = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="Project folder; else RAPOR_HOME, else from here."),
]
ApplyOption = Annotated[bool, typer.Option("--apply", help="Write it to the city's data.")]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who keeps it.")]
OnOption = Annotated[
    str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="Day of keeping; else today.")
]
_WIDTH = 100
"""Characters a line where no terminal is near: a file, a log, another program."""
OpenOption = Annotated[bool, typer.Option("--open", help="Open what was made.")]


def terminal_width() -> int:
    """Characters a line: ``COLUMNS``, else the terminal's that is written to or piped from.

    What goes through ``less`` or ``grep`` is read on the terminal of the messages beside it.
    """
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None and stream.isatty() and "COLUMNS" not in os.environ:
            return os.get_terminal_size(stream.fileno()).columns or _WIDTH
    return get_terminal_size((_WIDTH, 40)).columns


def open_first(paths: Iterable[Path]) -> None:
    """Open the first of some files with the program that the machine has for it."""
    for path in paths:
        typer.launch(str(path))
        return


def say_where(home: Home, paths: Iterable[Path]) -> None:
    """Print a line a file: its path as seen from the project folder."""
    for path in paths:
        typer.echo(home.relative(path))
