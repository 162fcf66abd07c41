"""What a formula of a workbook gives by the saved values of its cells, where it is plain.

Sums, means and the four operations are worked out, so that a result which a program saved before
its cells changed can be told. Whatever else a formula holds is not worked out, and nothing is said.
"""

import math
import operator
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils.cell import range_boundaries

_OF_LISTS: Mapping[str, Callable[[Sequence[float]], float]] = {
    "SUM(": sum,
    "AVERAGE(": statistics.fmean,
    "MIN(": min,
    "MAX(": max,
}
_SUMS = {"+": operator.add, "-": operator.sub}
_PRODUCTS = {"*": operator.mul, "/": operator.truediv}
_MOST_CELLS = 1_000
"""A sum over more is not worked out: thousands of such cells would take minutes."""
_SAME = 1e-6


class _Untold(Exception):
    """A formula that is not plain, or a cell of it that holds no number."""


def result_of(formula: str, sheet: Any) -> float | None:
    """The number that a formula gives by the saved values of a workbook; None: not to be told."""
    try:
        items = [item for item in Tokenizer(formula).items if item.type != Token.WSPACE]
        result = _Formula(sheet, items).whole()
    except (_Untold, ArithmeticError, ValueError):
        return None
    except (IndexError, RecursionError):  # brackets that do not close, or are nested too deeply
        return None
    return result if math.isfinite(result) else None


def differ(saved: float, worked_out: float) -> bool:
    """Whether two numbers are others, beyond what arithmetic in binary leaves."""
    return abs(saved - worked_out) > _SAME * max(1.0, abs(saved), abs(worked_out))


@dataclass
class _Formula:
    """The parts of a formula, read from the left."""

    sheet: Any
    items: Sequence[Token]
    at: int = field(default=0)

    def whole(self) -> float:
        value = self._sum()
        if self.at < len(self.items):
            raise _Untold
        return value

    def _takes(self, *values: str) -> str:
        """The next part, taken where it is one of these; else empty."""
        if self.at < len(self.items) and self.items[self.at].value in values:
            self.at += 1
            return str(self.items[self.at - 1].value)
        return ""

    def _sum(self) -> float:
        value = self._product()
        while sign := self._takes(*_SUMS):
            value = _SUMS[sign](value, self._product())
        return value

    def _product(self) -> float:
        value = self._factor()
        while sign := self._takes(*_PRODUCTS):
            value = _PRODUCTS[sign](value, self._factor())
        return value

    def _factor(self) -> float:
        if sign := self._takes("-", "+"):
            return -self._factor() if sign == "-" else self._factor()
        value = self._single()
        while self._takes("%"):
            value /= 100
        return value

    def _single(self) -> float:
        if self._takes("("):
            value = self._sum()
            self._closed()
            return value
        if name := self._takes(*_OF_LISTS):
            return _OF_LISTS[name](list(self._arguments()))
        item = self._next()
        if item.subtype == "NUMBER":
            return float(item.value)
        if item.subtype != "RANGE":
            raise _Untold
        (value,) = self._values(item.value)
        return 0.0 if value is None else _number(value)

    def _closed(self) -> None:
        if not self._takes(")"):
            raise _Untold

    def _next(self) -> Token:
        if self.at == len(self.items):
            raise _Untold
        self.at += 1
        return self.items[self.at - 1]

    def _arguments(self) -> Iterator[float]:
        """The numbers of a list of arguments; of a range those cells that hold any."""
        while True:
            item = self.items[self.at] if self.at < len(self.items) else None
            if item is not None and item.subtype == "RANGE" and ":" in item.value:
                self.at += 1
                yield from (value for value in self._values(item.value) if _is_number(value))
            else:
                yield self._sum()
            if not self._takes(","):
                break
        self._closed()

    def _values(self, area: str) -> list[Any]:
        """The saved values of a cell or a range, of this sheet or another one."""
        title, _, cells = area.rpartition("!")
        book, name = self.sheet.parent, title.strip("'").replace("''", "'")
        if name and name not in book.sheetnames:
            raise _Untold
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        if (
            None in (left, top, right, bottom)
            or (right - left + 1) * (bottom - top + 1) > _MOST_CELLS
        ):
            raise _Untold
        sheet = book[name] if name else self.sheet
        rows = sheet.iter_rows(top, bottom, left, right, values_only=True)
        return [value for row in rows for value in row]


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _number(value: Any) -> float:
    if not _is_number(value):
        raise _Untold
    return float(value)
