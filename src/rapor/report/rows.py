"""Rows of the stage tables that a report reads, as typed records.

Each record takes the columns that it names; their meaning is in ``rapor.ground.columns``. An
empty number is None, never NaN, so that a missing value cannot pass for a figure.
"""

from dataclasses import dataclass, fields
from typing import TypeVar

import pandas as pd

Record = TypeVar("Record")


def records(kind: type[Record], frame: pd.DataFrame) -> list[Record]:
    """The rows of ``frame`` as records of ``kind``, in their order."""
    names = [one.name for one in fields(kind)]  # type: ignore[arg-type]
    columns = frame.loc[:, [name.rstrip("_") for name in names]]
    cells = columns.astype(object).where(columns.notna(), None)
    return [kind(**dict(zip(names, row, strict=True))) for row in cells.itertuples(index=False)]


@dataclass(frozen=True)
class Line:
    """One line of the evaluation: an indicator in the year."""

    indicator: str
    label: str
    goal: str
    area: str
    agencies: str
    target: float | None
    target_ref: str
    realised: float | None
    realised_ref: str
    polarity: str
    achievement_pct: float | None
    capped_pct: float | None
    category: str
    status: str
    scale_pct: float | None
    path_pct: float | None
    gap: float | None
    findings: str
    measure: str
    unit: str
    comparator: str
    target_high: float | None
    target_text: str
    target_printed: str
    realised_text: str
    realised_printed: str
    assessor: str
    scale_min: float | None
    scale_max: float | None
    baseline: float | None
    baseline_text: str
    baseline_ref: str
    end_target: float | None
    end_target_text: str
    end_target_ref: str
    end_gap: float | None

    @property
    def has_data(self) -> bool:
        """Whether the year has a realisation."""
        return self.realised is not None or bool(self.realised_text)

    @property
    def has_target(self) -> bool:
        """Whether the year has a target that is in use."""
        return self.target is not None or bool(self.target_text)


@dataclass(frozen=True)
class Finding:
    """One finding with its decision."""

    finding: str
    rule: str
    severity: str
    indicator: str
    label: str
    year: int | None
    source: str
    table: str
    row: int
    column: str
    printed: str
    expected: str
    message: str
    compared_ref: str
    compared_printed: str
    decision: str
    decision_id: str
    decided_value: str
    reason: str

    @property
    def ref(self) -> str:
        """The cell that it is about."""
        return f"{self.table}:{self.row}:{self.column}"

    @property
    def compared(self) -> list[str]:
        """The cells compared with, or covered by the same finding."""
        return [ref for ref in self.compared_ref.split(";") if ref]


@dataclass(frozen=True)
class Target:
    """A planned value as printed and as accepted."""

    source: str
    table: str
    row: int
    column: str
    printed: str
    indicator: str
    label: str
    year: int | None
    kind: str
    value: float | None
    value_high: float | None
    text: str
    comparator: str
    decision: str

    @property
    def ref(self) -> str:
        """Where it is printed."""
        return f"{self.table}:{self.row}:{self.column}"


@dataclass(frozen=True)
class Realisation:
    """A published value."""

    source: str
    table: str
    row: int
    column: str
    printed: str
    indicator: str
    label: str
    year: int | None
    period: str
    value: float | None
    text: str
    assessor: str
    publisher: str
    publication: str
    address: str
    note: str

    @property
    def ref(self) -> str:
        """Where it stands."""
        return f"{self.table}:{self.row}:{self.column}"


@dataclass(frozen=True)
class Score:
    """A score of the index as printed."""

    source: str
    table: str
    row: int
    column: str
    printed: str
    year: int | None
    assessor: str
    level: str
    component: str
    label: str
    value: float | None
    weight: float | None
    ratio: float | None
    weight_printed: str
    ratio_printed: str

    @property
    def ref(self) -> str:
        """Where it is printed."""
        return f"{self.table}:{self.row}:{self.column}"


@dataclass(frozen=True)
class IndexLine:
    """A component of the index: official, self-assessed and recomputed."""

    component: str
    label: str
    weight: float | None
    official: float | None
    self_: float | None
    recomputed: float | None
    difference: float | None
    grade: str
    official_ref: str
    self_ref: str
    self_basis: str
    self_difference: float | None
    recomputed_basis: str
    lost: float | None

    @property
    def depth(self) -> int:
        """How far below the index the component stands."""
        return 0 if self.component == "index" else self.component.count("/") + 1


@dataclass(frozen=True)
class ActivityLine:
    """An activity of the year, as evaluated; ``target_ref`` is where its target is printed."""

    activity: str
    target_ref: str
    indicator: str
    realised: float | None
    realised_text: str
    realised_printed: str
    realised_ref: str
    status: str


@dataclass(frozen=True)
class ActivityReport:
    """What an agency reports of an activity."""

    table: str
    row: int
    column: str
    printed: str
    activity: str
    planned: str
    year: int | None
    period: str
    publisher: str
    address: str
    note: str

    @property
    def ref(self) -> str:
        """Its line in the city's list of reported activities."""
        return f"{self.table}:{self.row}:{self.column}"
