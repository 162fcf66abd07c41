"""The bars of a figure as numbers, for programs that draw charts of their own."""

from dataclasses import dataclass

from rapor.write.content import Cell, Figure, plain
from rapor.write.numbers import written


@dataclass(frozen=True)
class Series:
    """One row of bars: its name, a number a category or nothing, and their decimals."""

    name: str
    values: tuple[float | None, ...]
    decimals: int


def series_of(figure: Figure, most: int | None = None) -> tuple[list[str], list[Series]]:
    """Names and bars of a figure from its numbers, the first ``most`` rows; empty series left out.

    A figure that bars do not say has none.
    """
    if figure.bars is None:
        return [], []
    rows = [row for row in figure.data.rows if not row.group][:most]
    names = [_shown(row.cells[0]) for row in rows]
    series = [
        Series(
            figure.data.columns[column].title,
            tuple(row.cells[column].value for row in rows),
            max((_decimals(row.cells[column]) for row in rows), default=0),
        )
        for column in figure.bars.columns
    ]
    return names, [one for one in series if any(value is not None for value in one.values)]


def _shown(cell: Cell) -> str:
    return plain(tuple(run for run in cell.text if run.style != "mark"))


def _decimals(cell: Cell) -> int:
    number = written(_shown(cell), cell.value) if cell.value is not None else None
    return number.decimals if number else 0
