"""Rows of what a city has undertaken: activities and quick wins."""

from dataclasses import dataclass


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
