"""Accepted cells by reference, and the other ways in which a cell can be read."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from rapor.catalogue import City
from rapor.evaluate.choice import Figure, figure_of, number, reference
from rapor.ground.tables import Tables

Row = Mapping[Hashable, Any]

ROLES = ("target", "realised", "baseline", "end_target")
"""What a figure can be in a line; the fields of ``Used``."""


@dataclass(frozen=True)
class Reading:
    """One way to read a cell: ``evaluated``, ``printed`` before the decision, or ``other``."""

    name: str
    figure: Figure


class Cells:
    """Targets and realisations by reference, and the findings about them."""

    def __init__(self, city: City, accepted: Tables, findings: pd.DataFrame) -> None:
        self._last_year = city.last_year
        self._rows: dict[str, Row] = {
            reference(row): row
            for name in ("targets", "realisations")
            for row in accepted[name].to_dict("records")
        }
        self._findings: dict[str, list[Row]] = {}
        for finding in findings.to_dict("records"):
            for ref in self._named(finding):
                self._findings.setdefault(ref, []).append(finding)

    def findings(self, used: Figure, readings: Sequence[Reading]) -> list[Row]:
        """Findings that the readings of a cell rest on: about itself, or naming another of them."""
        others = {one.figure.ref for one in readings} - {used.ref}
        about = self._findings.get(used.ref, [])
        close = [
            one for one in about if reference(one) == used.ref or others & set(self._named(one))
        ]
        return close or about

    def decision(self, used: Figure) -> str:
        """What was decided about the cell."""
        row = self._rows.get(used.ref)
        return str(row["decision"]) if row else ""

    def readings(self, used: Figure, roles: Sequence[str], year: int) -> list[Reading]:
        """The evaluated reading, the printed one where it was corrected, and the disagreeing."""
        found = [Reading("evaluated", used)]
        row = self._rows.get(used.ref)
        if row and (row["decision"] == "correct" or used.withheld):
            found.append(Reading("printed", _before(row, used)))
        seen = {_says(one.figure) for one in found}
        for other in self._others(used, roles, year):
            if _says(other) not in seen:
                seen.add(_says(other))
                found.append(Reading("other", other))
        return found

    def _others(self, used: Figure, roles: Sequence[str], year: int) -> Iterator[Figure]:
        """Cells that a finding sets beside this one and that are for the same thing and time."""
        for finding in self._findings.get(used.ref, []):
            for ref in self._named(finding):
                row = self._rows.get(ref)
                if row is None or ref == used.ref or row["indicator"] != used.indicator:
                    continue
                other = figure_of(row)
                if any(self._stands_for(other, role, used, year) for role in roles):
                    yield other

    def _stands_for(self, other: Figure, role: str, used: Figure, year: int) -> bool:
        last = other.year == self._last_year
        if role == "target":
            if other.kind == "end_target":
                return last and year == self._last_year
            return other.kind == "target" and other.year == year
        if role == "end_target":
            return other.kind == "end_target" or (other.kind == "target" and last)
        if role == "realised":
            return not other.kind and other.year == year
        return other.kind == "baseline" or (not other.kind and other.year == used.year)

    @staticmethod
    def _named(finding: Row) -> list[str]:
        refs = [reference(finding), *finding["compared_ref"].split(";")]
        return [ref for ref in dict.fromkeys(refs) if ref]


def _before(row: Row, used: Figure) -> Figure:
    """The cell as printed: its number, or the word that stands in its place."""
    value = number(row["value_printed"])
    text = "" if value is not None else str(row["printed"])
    return replace(used, value=value, high=None, text=text, withheld=False)


def _says(figure: Figure) -> tuple[Any, ...]:
    return figure.value, figure.high, figure.text, figure.comparator
