"""What a city has undertaken: activities, quick wins, and recommendations to follow up."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from rapor.ground.figures import full_source, short_source
from rapor.ground.ref import natural
from rapor.report.dossier import Dossier
from rapor.report.rows import records
from rapor.write.content import Run


@dataclass(frozen=True)
class Activity:
    """A yearly cell of the action plan, or an activity without figures (no year)."""

    table: str
    row: int
    column: str
    printed: str
    value: float | None
    area: str
    activity: str
    indicator: str
    agencies: str
    year: int | None

    @property
    def ref(self) -> str:
        """Where it is printed."""
        return f"{self.table}:{self.row}:{self.column}"


@dataclass(frozen=True)
class QuickWin:
    """A fast improvement, for the years ``year`` to ``last_year`` where they are printed."""

    table: str
    row: int
    column: str
    goal: str
    year: int | None
    last_year: int | None
    title: str
    agencies: str
    condition: str
    impact: str
    users: str

    @property
    def ref(self) -> str:
        """Where it is printed."""
        return f"{self.table}:{self.row}:{self.column}"

    def covers(self, year: int) -> bool:
        """Whether the year is one of its own; one without years covers all."""
        return self.year is None or self.year <= year <= (self.last_year or self.year)


@dataclass(frozen=True)
class Recommendation:
    """A recommendation; ``repeats`` names the earlier ones that it says again."""

    table: str
    row: int
    column: str
    year: int | None
    origin: str
    number: str
    topic: str
    area: str
    agencies: str
    status: str
    repeats: str

    @property
    def ref(self) -> str:
        """Where it is printed."""
        return f"{self.table}:{self.row}:{self.column}"


Kind = TypeVar("Kind", Activity, QuickWin, Recommendation)


def activities(dossier: Dossier) -> list[Activity]:
    """The action plan in the order of the documents."""
    return _ordered(records(Activity, dossier.tables["action_plan"]))


def planned_for(dossier: Dossier, found: Iterable[Activity]) -> list[Activity]:
    """The activities that have a printed figure or word for the report's year."""
    return [one for one in found if one.year == dossier.year and one.printed]


def without_figures(found: Iterable[Activity]) -> list[Activity]:
    """The activities for which no year prints anything."""
    return [one for one in found if one.year is None]


def quick_wins(dossier: Dossier) -> list[QuickWin]:
    """Quick wins of the report's year, in the order of the documents."""
    found = records(QuickWin, dossier.tables["quick_wins"])
    return _ordered([one for one in found if one.covers(dossier.year)])


def recommendations(dossier: Dossier) -> list[Recommendation]:
    """Recommendations up to the report's year, in the order of the documents."""
    found = records(Recommendation, dossier.tables["recommendations"])
    return _ordered([one for one in found if one.year is None or one.year <= dossier.year])


def names(dossier: Dossier, codes: str) -> str:
    """Names of agencies from their codes."""
    register = dossier.catalogue.agencies.get(dossier.city.slug)
    known = register.names if register else {}
    return "; ".join(known.get(code, code) for code in codes.split(";") if code)


def place(dossier: Dossier, ref: str) -> Run:
    """The short source of a row that the appendix does not show."""
    return Run(
        short_source(dossier.language, ref), "source", hint=full_source(dossier.language, ref)
    )


def _ordered(found: list[Kind]) -> list[Kind]:
    return sorted(found, key=lambda one: (natural(one.table), one.row, one.column))
