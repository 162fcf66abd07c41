"""What a form is: its identity, its sheets, and what each row of them asks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapor.catalogue.permitted import Permitted
from rapor.catalogue.reporting_round import NO_ROUND, ReportingRound
from rapor.ground.language import Language
from rapor.ground.period import ANNUAL, half_name
from rapor.ground.received.book import Bounds

VERSION = "1"
"""Version of the form. A form of another version is refused: its columns may mean other things."""

EXPLANATION = "*"
"""Stands in the place of the agency on the sheet that explains the form."""

LEVELS_SHEET = "+levels"
"""Stands in the place of the agency on the sheet of working groups and teams."""

IDENTITY_SHEET = "rapor"
"""A sheet that no menu shows: what the form is, and the words that cells may be chosen from."""

BOUNDS = Bounds("form")
"""How large a form may be that comes back."""

_MARK = "rapor-rb"
_FIELDS = ("form", "city", "year", "period", "language", "agency")


@dataclass(frozen=True)
class Identity:
    """What a sheet of a form says of itself, in a hidden cell."""

    form: str
    city: str
    year: str
    period: str
    language: str
    agency: str = ""

    def __str__(self) -> str:
        return ";".join((_MARK, *(f"{name}={getattr(self, name)}" for name in _FIELDS)))

    @property
    def whole(self) -> tuple[str, ...]:
        """The identity of the form that the sheet belongs to."""
        return self.form, self.city, self.year, self.period, self.language


def identity_in(text: object) -> Identity | None:
    """The identity that a cell holds, or None."""
    if not isinstance(text, str) or not text.strip().startswith(f"{_MARK};"):
        return None
    parts = [part.partition("=") for part in text.strip().split(";")[1:]]
    fields = {name: value for name, _, value in parts}
    return Identity(*(fields.get(name, "") for name in _FIELDS))


@dataclass(frozen=True)
class Asked:
    """A row of a sheet: indicator, activity, what is followed up, report of a level or a unit.

    ``code`` is the indicator's code, or where the activity's target is printed; ``target``,
    ``baseline`` and ``known`` are words. ``through`` names the indicator that an activity is
    measured by: then the activity itself has nothing to fill. ``words`` are the only ones that
    are taken, worst first; ``low`` and ``high`` the ends of the scale. ``done`` are the words by
    which an activity that is planned in words may be reported. ``speaker`` is the level that a
    row of groups and teams is reported by (``working_group:supervision``). A row that no longer
    ``waits`` is not asked, but an answer to it in an older form is still known. The row of an
    agency's units stands on its sheet several times and may be copied; its ``words`` are what a
    unit may report on, by name.
    """

    key: str
    kind: Literal["indicator", "activity", "follow_up", "level", "unit"]
    code: str
    name: str
    about: str
    unit: str
    measure: str
    low: float | None
    high: float | None
    words: tuple[str, ...]
    scale: str
    target: str
    place: str
    baseline: str
    known: str
    agencies: tuple[str, ...]
    through: str = ""
    done: tuple[str, ...] = ()
    below_zero: bool = False
    speaker: str = ""
    speaker_name: str = ""
    waits: bool = True

    @property
    def permitted(self) -> Permitted:
        """What an answer may be, by the rule that holds for every figure of the data."""
        ends = None if self.low is None or self.high is None else (self.low, self.high)
        return Permitted(self.measure, ends, self.words or self.done, below_zero=self.below_zero)

    @property
    def is_number(self) -> bool:
        """Whether the answer is a number on the indicator's scale."""
        return self.kind == "indicator" and self.measure in ("number", "percent", "count")


@dataclass(frozen=True)
class AgencySheet:
    """The rows of one agency; ``agency`` is empty where the document names none.

    A ``collective`` sheet is that of many agencies at once: each row says who reports it.
    """

    agency: str
    name: str
    title: str
    rows: tuple[Asked, ...]
    collective: bool = False

    @property
    def asks_reporter(self) -> bool:
        """Whether the sheet alone does not say which agency a value comes from."""
        return self.collective or not self.agency

    @property
    def asked(self) -> list[Asked]:
        """Rows that are written."""
        return [row for row in self.rows if row.waits]

    @property
    def to_fill(self) -> list[Asked]:
        """Rows that wait for an answer; a unit may report, and need not."""
        return [row for row in self.asked if not row.through and row.kind != "unit"]

    @property
    def has_units(self) -> bool:
        """Whether units of the agency may report on the sheet."""
        return any(row.kind == "unit" for row in self.rows)

    @property
    def subjects(self) -> dict[str, Asked]:
        """Rows that a unit may report on, by name; one that stands twice has its code with it."""
        rows = [row for row in self.rows if row.kind in ("indicator", "activity")]
        names = Counter(row.name for row in rows)
        return {
            row.name if names[row.name] == 1 else f"{row.name} ({row.code})": row for row in rows
        }


@dataclass(frozen=True)
class Form:
    """A request: whose figures, of which time, in which language, and what is asked of whom.

    ``agencies`` are the names of the city's register by code, ``collective`` the codes among
    them that stand for many.
    """

    city: str
    city_name: str
    year: int
    period: str
    language: str
    sheets: tuple[AgencySheet, ...]
    agencies: dict[str, str]
    collective: frozenset[str] = frozenset()
    round: ReportingRound = NO_ROUND

    @property
    def obstacle_words(self) -> tuple[str, ...]:
        """Names of the kinds of obstacles in the form's language."""
        return tuple(kind.names[self.language] for kind in self.round.obstacles.values())

    @property
    def reporters(self) -> tuple[str, ...]:
        """Names of the agencies that can answer for a value."""
        return tuple(name for code, name in self.agencies.items() if code not in self.collective)

    def identity(self, agency: str = "") -> Identity:
        """What the sheet of an agency says of itself."""
        return Identity(VERSION, self.city, str(self.year), self.period, self.language, agency)

    def sheet(self, agency: str) -> AgencySheet | None:
        """The sheet of an agency, or None."""
        return next((sheet for sheet in self.sheets if sheet.agency == agency), None)

    def asked(self) -> Iterator[tuple[AgencySheet, Asked]]:
        """Every row with its sheet."""
        return ((sheet, row) for sheet in self.sheets for row in sheet.rows)


def time_of(form: Form, language: Language) -> str:
    """The year, or the half of it: ``tahun 2024``, ``semester I 2024``."""
    if form.period == ANNUAL:
        return language.text("year {year}", year=form.year)
    return f"{half_name(form.period)} {form.year}"
