"""Categories of values, ranks of words, and the rules of achievement."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapor.catalogue.entries import ReferenceEntry, entries_of, figure, read_entries, whole
from rapor.catalogue.names import fold
from rapor.ground.cells import read_cell
from rapor.ground.errors import Problems
from rapor.ground.shape import Fields, ListOf, Number, Shape, Text, Words, coded, some_year


@dataclass(frozen=True)
class Band:
    """A named category and its lower bound, which belongs to it when ``closed``."""

    name: str
    bound: float
    closed: bool

    def holds(self, value: float) -> bool:
        """Whether a value reaches this category (a better one may hold it too)."""
        return value >= self.bound if self.closed else value > self.bound


@dataclass(frozen=True)
class Scale:
    """Categories of an index for some years, best first, or the ranks of words, worst first.

    ``unverified`` are those names of a verified scale whose own bound or rank nobody has read.
    """

    code: str
    family: str
    first_year: int
    last_year: int
    bands: tuple[Band, ...]
    ranks: tuple[str, ...]
    reference: str
    verified: bool
    unverified: frozenset[str] = frozenset()

    def category(self, value: float) -> str:
        """Name of the category of a value; empty below the lowest."""
        return next((band.name for band in self.bands if band.holds(value)), "")

    def is_read(self, words: Iterable[str]) -> bool:
        """Whether the places of these words have been read at their source."""
        unread = {fold(name) for name in self.unverified}
        return self.verified and not unread & {fold(word) for word in words if word}

    def check_reach(self, ends: tuple[float, float], where: str, problems: Problems) -> None:
        """Note every category that no value between the two ends can have.

        The lowest one may begin below them; each other one has to begin between them.
        """
        low, high = ends
        for place, band in enumerate(self.bands, start=1):
            is_lowest = place == len(self.bands)
            if not band.holds(high) or (band.bound <= low and not is_lowest):
                problems.add(
                    where,
                    f"category {band.name!r} of {self.code} begins at {band.bound:g}",
                    f"bounds within the scale {low:g} to {high:g}",
                    "correct the bound in scales.yaml, or the scale",
                )

    def rank(self, word: str) -> int | None:
        """Place of a word in the order, from 0; None for a word that is not in it."""
        forms = [fold(name) for name in self.ranks]
        return forms.index(fold(word)) if fold(word) in forms else None


def on_one_scale(
    one: tuple[float | None, float | None] | None, other: tuple[float | None, float | None] | None
) -> bool:
    """Whether two scales, as far as they are known, end at the same maximum.

    So they are one: the same index is printed as 0-5 and as 1-5.
    """
    ends = {scale[1] for scale in (one, other) if scale and scale[1] is not None}
    return len(ends) < 2


def is_unread_scale(printed: str) -> bool:
    """Whether a printed scale is neither a range such as 0-100 nor a name, so that it has no ends.

    The catalogue's would be taken for it in silence.
    """
    reading = read_cell(printed)
    low, high = reading.value, reading.value_high
    if low is not None and high is not None:
        return low >= high
    return reading.state == "unreadable" or any(map(str.isdigit, printed))


@dataclass(frozen=True)
class StatedRule:
    """A rule of the evaluation: what it says, where that stands, how sure it is.

    ``statement`` is Indonesian, ``statement_en`` the same in English.
    """

    code: str
    statement: str
    statement_en: str
    reference: str
    verified: bool

    @classmethod
    def of(cls, entry: ReferenceEntry) -> "StatedRule":
        """The rule that an entry states."""
        statements = entry.text("statement"), entry.text("statement_en")
        return StatedRule(entry.code, *statements, entry.reference, entry.verified)


@dataclass(frozen=True)
class Achievement:
    """Rules of achievement, categories of its percentage, and the caps that can be chosen."""

    rules: dict[str, StatedRule]
    categories: Scale
    default_cap: float | None
    caps: tuple[float, ...]


def _bands(entry: ReferenceEntry, problems: Problems) -> tuple[Band, ...]:
    bands = []
    for item in entry.items("bands"):
        if not isinstance(item, dict):
            continue
        bound: Any = figure(item.get("from", item.get("above")))
        if bound is None or not item.get("name") or ("from" in item) == ("above" in item):
            problems.add(entry.where, f"band {item!r}", "name, and 'above' or 'from' a number")
            continue
        bands.append(Band(str(item["name"]), float(bound), "from" in item))
    if any(low.bound >= high.bound for high, low in itertools.pairwise(bands)):
        problems.add(entry.where, "bounds do not fall", "bands from best to worst")
    return tuple(bands)


def _scale(entry: ReferenceEntry, problems: Problems) -> Scale:
    _check_whole(entry, problems)
    return Scale(
        code=entry.code,
        family=entry.text("family") or entry.code,
        first_year=whole(entry.values.get("first_year")) or 0,
        last_year=whole(entry.values.get("last_year")) or 9999,
        bands=_bands(entry, problems),
        ranks=tuple(str(word) for word in entry.items("ranks")),
        reference=entry.reference,
        verified=entry.verified,
        unverified=_unread(entry, problems),
    )


def _check_whole(entry: ReferenceEntry, problems: Problems) -> None:
    """Note a scale from which a category is lost: by its steps, or by its two orders of names.

    Bands have lower bounds only, so that without one of them the next better or worse would hold.
    """
    bands = [band.name for band in _bands(entry, Problems())]
    ranks = [str(word) for word in entry.items("ranks")]
    steps, listed = whole(entry.values.get("steps")), len(bands or ranks)
    if not listed:
        problems.add(entry.where, "neither bands nor ranks", "one of them", "restore the list")
    elif "steps" not in entry.values:
        step = f"write 'steps: {listed}', if that is how many there are"
        problems.add(entry.where, "no steps", "how many categories there are", step)
    elif steps is not None and steps != listed:
        step = "restore the category that is lost, or correct steps"
        problems.add(entry.where, f"{listed} categories", f"{steps}, as its steps say", step)
    if bands and ranks and bands != ranks[::-1]:
        step = "give both the same names: bands from the best, ranks from the worst"
        problems.add(entry.where, f"bands {', '.join(bands)}", f"ranks {', '.join(ranks)}", step)


def _unread(entry: ReferenceEntry, problems: Problems) -> frozenset[str]:
    """Names of the scale that are listed as not read; another name is a problem."""
    unread = {str(name) for name in entry.items("unverified")}
    named = {str(word) for word in entry.items("ranks")}
    named |= {band.name for band in _bands(entry, Problems())}
    for name in sorted(unread - named):
        problems.add(entry.where, f"unverified {name!r}", "a name of the scale", "correct the name")
    return frozenset(unread)


_BAND = Fields(
    fields={
        "name": Words(),
        "from": Number(meaning="lower bound, which belongs to the category"),
        "above": Number(meaning="lower bound, which does not"),
    },
    needed=("name",),
)
_FIELDS: dict[str, Shape] = {
    "name": Words(letters=1),
    "family": coded("what indicators.yaml names; a family may differ between years"),
    "first_year": some_year(),
    "last_year": some_year(),
    "bands": ListOf(item=_BAND, least=1, meaning="categories, best first"),
    "ranks": ListOf(item=Words(), least=1, meaning="words, worst first"),
    "steps": Number(whole=True, low=1, meaning="how many categories: a lost one shows by it"),
    "unverified": ListOf(item=Text(), meaning="names of it that no source states"),
    "owner": Words(meaning="who measures"),
    "note": Words(),
}
SCALES = entries_of(_FIELDS)
ACHIEVEMENT = entries_of(
    {
        "statement": Words(meaning="the rule as a report says it"),
        "statement_en": Words(meaning="the same in English"),
        "default": Number(low=0, blank=True, meaning="cap of the percentage; empty for none"),
        "choices": ListOf(item=Number(low=0), meaning="caps that can be chosen"),
        **_FIELDS,
    },
    ("statement", "statement_en"),
)


def read_scales(path: Path, shown: str) -> tuple[Scale, ...]:
    """Read scales.yaml; raises ``DataRejected`` with all its problems."""
    problems = Problems()
    scales = tuple(_scale(entry, problems) for entry in read_entries(path, shown, SCALES, problems))
    problems.raise_if_any()
    return scales


def read_achievement(path: Path, shown: str) -> Achievement:
    """Read achievement.yaml: entries with a statement, ``categories`` and ``cap``."""
    problems = Problems()
    entries = {entry.code: entry for entry in read_entries(path, shown, ACHIEVEMENT, problems)}
    for needed in ("categories", "cap"):
        if needed not in entries:
            problems.add(shown, f"no entry {needed!r}", "categories, cap and the rules")
    problems.raise_if_any()
    cap = entries["cap"]
    achievement = Achievement(
        rules={code: StatedRule.of(entry) for code, entry in entries.items()},
        categories=_scale(entries["categories"], problems),
        default_cap=figure(cap.values.get("default")),
        caps=tuple(figure(choice) or 0.0 for choice in cap.items("choices")),
    )
    problems.raise_if_any()
    return achievement
