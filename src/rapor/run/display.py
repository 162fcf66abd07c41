"""Data frames and charts as a notebook shows them: columns with their meaning, readable figures.

What is shown is the same text on every machine, as a page and as plain text, so that stored
notebooks can be compared. Nothing is computed here that another stage would use.
"""

from hashlib import sha256
from html import escape
from operator import methodcaller

import pandas as pd
from IPython.core.getipython import get_ipython
from pandas.io.formats.style import Styler

from rapor.ground.errors import Problem, UsageError
from rapor.ground.rounding import rounded
from rapor.ground.tables import ACCEPTED, COMPARISON, EVALUATION, Finding
from rapor.ground.tables.model import TableModel
from rapor.ground.tables.surveys import SURVEYS
from rapor.ground.text import for_terminal
from rapor.report.status import STATUSES

_MOST_ROWS = 40
"""A reader scrolls no further; the whole frame is still there to be filtered."""
_WIDEST = 60
"""Letters of a text cell in plain text; the page shows all of them."""
_COLOURS = {
    "achieved": "#00705a",
    "not_achieved": "#b84a00",
    "error": "#b84a00",
    "warning": "#7a5c00",
}
"""Colours of words that say what they mean themselves, each 4.5 : 1 on white."""
_CHART = ("rapor.report.charts.style", "Chart")
"""Named, for who shows no chart need not load what draws them."""


def show_charts_alike() -> None:
    """Let a notebook show a chart as the chart draws itself, whatever else has been drawn.

    Once pyplot is loaded, also by a notebook that the same kernel has run before, Jupyter would
    draw every figure anew, with margins and sharpness of its own.
    """
    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        pictures = shell.display_formatter.formatters["image/png"]
        pictures.for_type_by_name(*_CHART, methodcaller("_repr_png_"))


class ShownTable:
    """A frame as it is shown: a page in JupyterLab, plain text elsewhere."""

    def __init__(self, frame: pd.DataFrame, meanings: dict[str, str]) -> None:
        self._frame = frame
        self._meanings = meanings

    @property
    def _shown(self) -> pd.DataFrame:
        return self._frame.head(_MOST_ROWS)

    @property
    def _below(self) -> str:
        """What the reader would otherwise overlook: that there is nothing, or more."""
        if self._frame.empty:
            return f"no rows with {', '.join(map(str, self._frame))}"
        left_out = len(self._frame) - len(self._shown)
        return f"... and {left_out} more rows" if left_out else ""

    def __repr__(self) -> str:
        short = self._shown.map(lambda value: _cut(_text(value)))
        lines = [] if short.empty else short.to_string(index=False).splitlines()
        return "\n".join(line.rstrip() for line in [*lines, self._below] if line)

    def _repr_html_(self) -> str:
        below = f"<p>{escape(self._below)}</p>" if self._below else ""
        return below if self._frame.empty else f"{self._styled().to_html()}{below}"

    def _styled(self) -> Styler:
        """The page: cells are data and escaped, a head says what its column means."""
        digest = sha256(repr(self).encode()).hexdigest()[:8]
        styled = Styler(self._shown.reset_index(drop=True), uuid=digest, cell_ids=False)
        styled = styled.hide(axis="index").format(lambda value: escape(_text(value)))
        styled = styled.format_index(self._head, axis="columns")
        numbers = [name for name, cells in self._shown.items() if _is_number(cells)]
        words = [name for name in self._shown if name not in numbers]
        styled = styled.set_properties(subset=numbers, **{"text-align": "right"})
        styled = styled.set_properties(subset=words, **{"text-align": "left"})
        return styled.map(_colour, subset=words)

    def _head(self, column: object) -> str:
        name = str(column)
        meaning = self._meanings.get(name, "")
        title = f' title="{escape(meaning)}"' if meaning else ""
        return f"<span{title}>{escape(_name(name))}</span>"


def show(frame: pd.DataFrame, columns: str = "") -> ShownTable:
    """A frame as a reader likes it: ``show(year.indicators, "label target realised status")``.

    ``columns`` names those to show, in their order; without, all that are not empty. Figures
    have the digits that they need and no more; the heads tell what a column means. The frame
    itself is unchanged, and longer than what is shown: filter and sort it first.

    Raises ``UsageError`` for a column that the frame does not have.
    """
    names = columns.split()
    unknown = [name for name in names if name not in frame]
    if unknown:
        raise UsageError(
            Problem(
                "show",
                f"no column {', '.join(unknown)}",
                f"one of {', '.join(map(str, frame))}",
                "correct the name",
            )
        )
    shown = frame[names] if names else frame.loc[:, [not _is_empty(frame[n]) for n in frame]]
    return ShownTable(shown, _meanings(frame, list(map(str, shown))))


def _meanings(frame: pd.DataFrame, shown: list[str]) -> dict[str, str]:
    """What the columns mean in the stage table that the frame comes from, or else in another.

    It comes from the one that declares most of its columns: ``status`` is one thing of a
    target and another of a recommendation.
    """
    models: list[type[TableModel]] = [*EVALUATION.values(), *ACCEPTED.values(), Finding]
    models += SURVEYS.values()
    tables = [model.declaration().columns for model in (*models, *COMPARISON.values())]
    tables.sort(key=lambda columns: len(columns.keys() - set(frame)))
    tables.sort(key=lambda columns: -len(columns.keys() & set(frame)))
    declared = {name: facts.meaning for table in reversed(tables) for name, facts in table.items()}
    return {name: declared[name] for name in shown if name in declared}


def _colour(value: object) -> str:
    colour = _COLOURS.get(str(value))
    return f"color: {colour}" if colour else ""


def _is_number(cells: "pd.Series[float]") -> bool:
    return bool(pd.api.types.is_numeric_dtype(cells))


def _is_empty(cells: "pd.Series[str]") -> bool:
    return bool((cells.isna() | (cells == "")).all())


def _text(value: object) -> str:
    """A cell in words: a number with the decimals that it has, nothing for what is missing."""
    if isinstance(value, str) and value in STATUSES:
        return f"{STATUSES[value].symbol} {value}"
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{rounded(value, 4):f}".rstrip("0").rstrip(".")
    return "" if value is None or value is pd.NA else for_terminal(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _name(column: str) -> str:
    """A column's name as a head: ``achievement_pct`` is ``achievement %``."""
    words = str(column).removesuffix("_pct").replace("_", " ")
    return f"{words} %" if str(column).endswith("_pct") else words
