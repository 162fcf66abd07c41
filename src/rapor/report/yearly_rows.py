"""Rows of the further tables of the evaluation, as typed records."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Load:
    """What hangs on an agency in the year."""

    agency: str
    label: str
    indicator_count: int
    activity_count: int
    undated_count: int
    achieved_count: int
    not_achieved_count: int
    no_data_count: int
    no_target_count: int


@dataclass(frozen=True)
class Loss:
    """Points that a component lost."""

    component: str
    label: str
    weight: float | None
    official: float | None
    lost: float | None
    lost_pct: float | None
    loss_rank: int | None


@dataclass(frozen=True)
class Gain:
    """Points that an indicator would add at its end target."""

    label: str
    indicator: str
    unit: str
    points_per_unit: float | None
    realised: float | None
    realised_text: str
    realised_ref: str
    recomputed: float | None
    end_target: float | None
    end_target_text: str
    end_target_ref: str
    recomputed_at_end: float | None
    gain: float | None
    gain_rank: int | None


@dataclass(frozen=True)
class Reproduction:
    """A printed total against what follows from its parts."""

    component: str
    label: str
    assessor: str
    method: str
    ref: str
    printed: float | str | None
    recomputed: float | None
    difference: float | None
    within_rounding: str
    reason: str


@dataclass(frozen=True)
class Thematic:
    """The index under one published highest score of its thematic part."""

    thematic_weight: float | None
    index_weight: float | None
    recomputed: float | None
    grade: str


@dataclass(frozen=True)
class Reading:
    """A line of the year under one reading of a cell: an indicator's, or a component's."""

    indicator: str
    component: str
    label: str
    role: str
    used_ref: str
    reading: str
    ref: str
    printed: str
    value: float | None
    text: str
    comparator: str
    status: str
    achievement_pct: float | None
    changes: str
    decision_id: str
