"""Tables as plain text: for terminals, notebooks that are compared as text, and Markdown."""

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rapor.ground.text import for_terminal

WIDTH = 110
"""Characters a line where there is no terminal to ask."""


class Shown(str):
    """Text that a notebook shows as it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def table(
    head: Sequence[str], rows: Sequence[Sequence[object]], width: int = WIDTH, right: str = ""
) -> Shown:
    """A table ``width`` characters wide at most; long cells are folded, never cut.

    ``right`` names the columns to align right, with blanks between. Cells are data: no
    markup in them is interpreted, and nothing in them steers a terminal.
    """
    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in head:
        justify = "right" if name in right.split() else "left"
        drawn.add_column(Text(name), justify=justify, overflow="fold")  # type: ignore[arg-type]
    for row in rows:
        drawn.add_row(*(_text(cell) for cell in row))
    out = StringIO()
    Console(
        file=out,
        width=width,
        color_system=None,
        force_terminal=False,
        force_jupyter=False,
        emoji=False,
        markup=False,
        _environ={},
    ).print(drawn)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    return Shown("\n".join(line for line in lines if line))


def _text(cell: object) -> Text:
    return Text("\n".join(map(for_terminal, str(cell).split("\n"))))


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown, a line a row; of a cell only what would end it is escaped."""
    lines = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    table_lines = (head, ["---"] * len(head), *lines)
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in table_lines)
