"""Indicators, and the printed labels that stand for them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapor.catalogue.entries import ReferenceEntry, read_entries
from rapor.catalogue.names import fold
from rapor.ground.errors import Problems
from rapor.ground.files import read_rows
from rapor.ground.vocabularies import MEASURES, POLARITIES

FIELDS = (
    "name short unit scale measure polarity area goal owner bands order note"
    " not_shared not_shared_en"
).split()


@dataclass(frozen=True)
class Indicator:
    """What is measured.

    ``scale`` is the printed range (minimum, maximum) or None; ``bands`` names the
    categories in scales.yaml; ``order`` names the ranks there of an ordinal measure. ``area``
    and ``goal`` are empty for one that belongs to none, as outside the road map.
    ``not_shared`` says, in Indonesian, why values of two cities are never ranked, because
    the cities mean different things by it or of different size; ``not_shared_en`` the same
    in English; both are empty for an indicator that means the same everywhere.
    """

    code: str
    name: str
    short: str
    unit: str
    scale: tuple[float, float] | None
    measure: str
    polarity: str
    area: str
    goal: str
    owner: str
    bands: str
    order: str
    note: str
    reference: str
    verified: bool
    not_shared: str = ""
    not_shared_en: str = ""


def read_indicators(path: Path, shown: str) -> dict[str, Indicator]:
    """Read indicators.yaml; raises ``DataRejected`` with all problems of the file."""
    problems = Problems()
    indicators = {}
    for entry in read_entries(path, shown, FIELDS, problems):
        scale = _scale(entry, problems)
        for name, words in (("measure", MEASURES), ("polarity", POLARITIES)):
            if entry.text(name) not in words:
                problems.add(
                    entry.where,
                    f"{name} {entry.text(name)!r}",
                    f"one of {', '.join(words)}",
                    "correct the entry",
                )
        if bool(entry.text("not_shared")) != bool(entry.text("not_shared_en")):
            problems.add(
                entry.where,
                "not_shared and not_shared_en do not stand together",
                "the reason in both languages, or in none",
                "add the other one",
            )
        indicators[entry.code] = Indicator(
            code=entry.code,
            scale=scale,
            reference=entry.reference,
            verified=entry.verified,
            **{name: entry.text(name) for name in FIELDS if name != "scale"},
        )
    problems.raise_if_any()
    return indicators


def _scale(entry: ReferenceEntry, problems: Problems) -> tuple[float, float] | None:
    scale: Any = entry.values.get("scale")
    if scale is None:
        return None
    numbers = [end for end in scale if isinstance(end, int | float)] if _is_pair(scale) else []
    if len(numbers) == 2 and numbers[0] < numbers[1]:
        return float(numbers[0]), float(numbers[1])
    problems.add(
        entry.where, f"scale {scale!r}", "two rising numbers, or none", "correct the entry"
    )
    return None


def _is_pair(scale: Any) -> bool:
    return isinstance(scale, list) and len(scale) == 2


@dataclass(frozen=True)
class Labels:
    """Printed label to indicator; a line for one city or table goes before a general one."""

    lines: dict[tuple[str, str, str], str]
    spellings: tuple[str, ...]

    def find(self, city: str, table: str, printed: str) -> str | None:
        """Code of the indicator that ``printed`` stands for in this table, or None."""
        form = fold(printed)
        for key in ((city, table, form), (city, "", form), ("", "", form)):
            if key in self.lines:
                return self.lines[key]
        return None


def read_labels(path: Path, shown: str, indicators: dict[str, Indicator]) -> Labels:
    """Read labels.csv (city, table, label, indicator); an unknown code is a problem.

    An indicator's own name is a label everywhere, unless a line says otherwise. Further
    columns, such as a note, are for people.
    """
    problems = Problems()
    _, rows = read_rows(path, shown, ("city", "table", "label", "indicator"))
    lines: dict[tuple[str, str, str], str] = {}
    for number, row in enumerate(rows, start=2):
        key = (row["city"], row["table"], fold(row["label"]))
        if row["indicator"] not in indicators:
            problems.add(
                f"{shown} line {number}",
                f"indicator {row['indicator']!r} is not in indicators.yaml",
                "a code of indicators.yaml",
                "add the indicator, or correct the code",
            )
        if lines.setdefault(key, row["indicator"]) != row["indicator"]:
            problems.add(
                f"{shown} line {number}",
                f"{row['label']!r} stands for two indicators",
                "one indicator a label",
                "remove one, or name the table",
            )
    problems.raise_if_any()
    for code, indicator in indicators.items():
        lines.setdefault(("", "", fold(indicator.name)), code)
    names = [row["label"] for row in rows]
    names += [indicator.name for indicator in indicators.values()]
    return Labels(lines, tuple(dict.fromkeys(names)))
