"""Indicators, and the printed labels that stand for them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rapor.catalogue.entries import ListFile, ReferenceEntry, entries_of, read_entries
from rapor.catalogue.names import fold
from rapor.ground.errors import Problems
from rapor.ground.shape import Flag, ListOf, Number, Shape, Text, Words, as_printed, coded
from rapor.ground.vocabularies import MEASURES, POLARITIES

FIELDS: dict[str, Shape] = {
    "name": as_printed("as printed at `reference`"),
    "name_en": as_printed("the same in English, as its owner calls it where it does"),
    "short": as_printed("for charts and narrow columns"),
    "short_en": as_printed("the same in English"),
    "unit": Words(as_printed=True, letters=0, meaning="as printed"),
    "unit_en": Words(as_printed=True, letters=0, meaning="the same in English, where it differs"),
    "scale": ListOf(item=Number(), blank=True, meaning="printed lowest and highest value"),
    "measure": Text(words=MEASURES, meaning="what kind of quantity is measured"),
    "polarity": Text(words=POLARITIES, meaning="which direction is better"),
    "area": coded("change area, a code of areas.yaml", blank=True),
    "goal": coded("goal, a code of goals.yaml", blank=True),
    "below_zero": Flag(meaning="whether a value may be below 0 where no scale is printed"),
    "theme": coded("theme of RB Tematik, a code of themes.yaml", blank=True),
    "owner": as_printed("who measures"),
    "owner_en": as_printed("the same in English, where it differs"),
    "bands": coded("family of categories in scales.yaml"),
    "order": coded("family of ranks in scales.yaml"),
    "note": as_printed(),
    "not_shared": as_printed("why two cities are never ranked by it, in Indonesian"),
    "not_shared_en": as_printed("the same in English"),
}
SHAPE = entries_of(FIELDS, ("name", "measure", "polarity"))
WHERE_IT_DIFFERS = ("unit_en", "owner_en")
"""Fields that stand in English only where that is not the same."""
_IN_ENGLISH = tuple(name for name in FIELDS if name.endswith("_en"))


@dataclass(frozen=True)
class Indicator:
    """What is measured.

    ``scale`` is the printed range (minimum, maximum) or None; ``bands`` names the
    categories in scales.yaml; ``order`` names the ranks there of an ordinal measure. ``area``,
    ``goal`` and ``theme`` are empty for one that belongs to none, as outside the road map.
    ``below_zero`` is whether a value may be below 0 where it has no scale, as a rate of growth.
    ``not_shared`` says, in Indonesian, why values of two cities are never ranked, because
    the cities mean different things by it or of different size; ``not_shared_en`` the same
    in English; both are empty for an indicator that means the same everywhere. What ends in
    ``_en`` is the field before it in English, empty where nobody has said it or it is the same.
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
    theme: str = ""
    below_zero: bool = False
    not_shared: str = ""
    not_shared_en: str = ""
    name_en: str = ""
    short_en: str = ""
    unit_en: str = ""
    owner_en: str = ""


def read_indicators(path: Path, shown: str, *, own: bool = False) -> dict[str, Indicator]:
    """Read indicators.yaml; raises ``DataRejected`` with all problems of the file.

    Of a city's ``own`` ones some may have a name in English and others none.
    """
    problems = Problems()
    indicators = {}
    apart = _IN_ENGLISH if own else WHERE_IT_DIFFERS
    for entry in read_entries(path, shown, SHAPE, problems, apart):
        scale = _scale(entry, problems)
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
            below_zero=entry.values.get("below_zero") is True,
            **{name: entry.text(name) for name in FIELDS if name not in ("scale", "below_zero")},
        )
    problems.raise_if_any()
    return indicators


def _scale(entry: ReferenceEntry, problems: Problems) -> tuple[float, float] | None:
    scale = entry.items("scale")
    if not scale or not all(isinstance(end, int | float) for end in scale):
        return None
    if len(scale) == 2 and scale[0] < scale[1]:
        return float(scale[0]), float(scale[1])
    problems.add(
        entry.where, f"scale {scale!r}", "two rising numbers, or none", "correct the entry"
    )
    return None


@dataclass(frozen=True)
class Labels:
    """Printed label to indicator, by table (empty for all) and form of the label.

    A line for one table goes before a general one.
    """

    lines: Mapping[tuple[str, str], str]
    printed: Mapping[tuple[str, str], str]
    """Each line's label as it is printed."""
    own: frozenset[tuple[str, str]] = frozenset()
    """Lines that are a city's own: somebody has decided on them for this city."""

    def find(self, table: str, printed: str) -> str | None:
        """Code of the indicator that ``printed`` stands for in this table, or None."""
        form = fold(printed)
        return self.lines.get((table, form), self.lines.get(("", form))) or None

    def is_none(self, table: str, printed: str) -> bool:
        """Whether a person has said that a label stands for no indicator."""
        form = fold(printed)
        return self.lines.get((table, form), self.lines.get(("", form))) == ""

    def is_own(self, table: str, printed: str) -> bool:
        """Whether the city itself says what ``printed`` stands for in this table."""
        form = fold(printed)
        return not self.own.isdisjoint({(table, form), ("", form)})

    def known_in(self, table: str) -> tuple[str, ...]:
        """Every label that is known in a table, as printed."""
        return tuple(
            dict.fromkeys(
                label for (place, _), label in self.printed.items() if place in ("", table)
            )
        )

    def under(self, others: "Labels") -> "Labels":
        """These labels, of which others say otherwise or more."""
        return Labels({**self.lines, **others.lines}, {**self.printed, **others.printed})

    def with_own(self, own: "Labels") -> "Labels":
        """The labels of a city: its own go before the national ones."""
        return replace(self.under(own), own=frozenset(own.lines))


def labels_of_names(indicators: Mapping[str, Indicator]) -> Labels:
    """Each indicator's own name as a label, which it is everywhere."""
    keys = {("", fold(indicator.name)): code for code, indicator in indicators.items()}
    return Labels(keys, {key: indicators[code].name for key, code in keys.items()})


def read_labels(
    path: Path, shown: str, indicators: Mapping[str, Indicator], columns: ListFile
) -> Labels:
    """Read a labels.csv: ``NATIONAL_LABELS``, or ``LABELS`` of a city, whose lines name a table.

    An unknown code is a problem. A further column ``note`` is for people.
    """
    problems = Problems()
    lines: dict[tuple[str, str], str] = {}
    printed: dict[tuple[str, str], str] = {}
    for number, row in enumerate(columns.read(path, shown, problems), start=2):
        key = (row.get("table", ""), fold(row["label"]))
        if row["indicator"] not in indicators and row["indicator"]:
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
        printed.setdefault(key, row["label"])
    problems.raise_if_any()
    return Labels(lines, printed)
