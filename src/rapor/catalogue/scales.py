"""Categories of values, ranks of words, and the rules of achievement."""

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapor.catalogue.entries import ReferenceEntry, figure, read_entries, whole
from rapor.catalogue.names import fold
from rapor.ground.errors import Problems


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

    def rank(self, word: str) -> int | None:
        """Place of a word in the order, from 0; None for a word that is not in it."""
        forms = [fold(name) for name in self.ranks]
        return forms.index(fold(word)) if fold(word) in forms else None


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


@dataclass(frozen=True)
class Achievement:
    """Rules of achievement, categories of its percentage, and the caps that can be chosen."""

    rules: dict[str, StatedRule]
    categories: Scale
    default_cap: float | None
    caps: tuple[float, ...]


def _bands(entry: ReferenceEntry, problems: Problems) -> tuple[Band, ...]:
    bands = []
    for item in entry.items("bands", problems):
        bound: Any = item.get("from", item.get("above")) if isinstance(item, dict) else None
        if not isinstance(bound, int | float) or not item.get("name"):
            problems.add(entry.where, f"band {item!r}", "name, and 'above' or 'from' a number")
            continue
        bands.append(Band(str(item["name"]), float(bound), "from" in item))
    if any(low.bound >= high.bound for high, low in itertools.pairwise(bands)):
        problems.add(entry.where, "bounds do not fall", "bands from best to worst")
    return tuple(bands)


def _scale(entry: ReferenceEntry, problems: Problems) -> Scale:
    return Scale(
        code=entry.code,
        family=entry.text("family") or entry.code,
        first_year=whole(entry.values.get("first_year"), entry.where, problems) or 0,
        last_year=whole(entry.values.get("last_year"), entry.where, problems) or 9999,
        bands=_bands(entry, problems),
        ranks=tuple(str(word) for word in entry.items("ranks", problems)),
        reference=entry.reference,
        verified=entry.verified,
        unverified=_unread(entry, problems),
    )


def _unread(entry: ReferenceEntry, problems: Problems) -> frozenset[str]:
    """Names of the scale that are listed as not read; another name is a problem."""
    unread = {str(name) for name in entry.items("unverified", problems)}
    named = {str(word) for word in entry.items("ranks", problems)}
    named |= {band.name for band in _bands(entry, Problems())}
    for name in sorted(unread - named):
        problems.add(entry.where, f"unverified {name!r}", "a name of the scale", "correct the name")
    return frozenset(unread)


_FIELDS = "name family first_year last_year bands ranks unverified owner note".split()


def read_scales(path: Path, shown: str) -> tuple[Scale, ...]:
    """Read scales.yaml; raises ``DataRejected`` with all its problems."""
    problems = Problems()
    scales = tuple(
        _scale(entry, problems) for entry in read_entries(path, shown, _FIELDS, problems)
    )
    problems.raise_if_any()
    return scales


def read_achievement(path: Path, shown: str) -> Achievement:
    """Read achievement.yaml: entries with a statement, ``categories`` and ``cap``."""
    problems = Problems()
    fields = ("statement", "statement_en", "default", "choices", *_FIELDS)
    entries = {entry.code: entry for entry in read_entries(path, shown, fields, problems)}
    for needed in ("categories", "cap"):
        if needed not in entries:
            problems.add(shown, f"no entry {needed!r}", "categories, cap and the rules")
    problems.raise_if_any()
    cap = entries["cap"]
    achievement = Achievement(
        rules={
            code: StatedRule(
                code,
                entry.text("statement"),
                entry.text("statement_en"),
                entry.reference,
                entry.verified,
            )
            for code, entry in entries.items()
        },
        categories=_scale(entries["categories"], problems),
        default_cap=figure(cap.values.get("default"), cap.where, problems),
        caps=tuple(
            figure(choice, cap.where, problems) or 0.0 for choice in cap.items("choices", problems)
        ),
    )
    problems.raise_if_any()
    return achievement
