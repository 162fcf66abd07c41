"""What each table between stages holds: columns in order, key, meaning.

Columns and vocabularies: DESIGN.md §3 in the words of ``docs/data-dictionary.md``. Reading,
writing and checking: ``rapor.tables``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import pandera.pandas as pa

from rapor.columns import COLUMNS, VOCABULARIES

Kind = Literal["text", "number", "integer"]

TRACE = ("city", "source", "table", "row", "column", "printed")
DECIDED = ("decision", "value_printed")


@dataclass(frozen=True)
class Contract:
    """What a table holds: its columns in order, and the columns that make a row unique."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    meaning: str
    required: tuple[str, ...] = field(default=())

    @cached_property
    def schema(self) -> pa.DataFrameSchema:
        """The pandera schema of the contract."""
        columns = {}
        for name in self.columns:
            kind = COLUMNS[name].kind
            checks = []
            words = VOCABULARIES.get(f"{self.name}.{name}", VOCABULARIES.get(name))
            if words:
                checks.append(pa.Check.isin([*words, ""]))
            if name in self.required:
                checks.append(pa.Check(lambda cells: cells != "", error=f"{name} is empty"))
            columns[name] = pa.Column(
                {"text": str, "number": float, "integer": "Int64"}[kind],
                checks=checks,
                nullable=kind != "text",
            )
        return pa.DataFrameSchema(
            columns, strict=True, ordered=True, unique=list(self.key), name=self.name
        )

    def accepted(self) -> "Contract":
        """The same table after the decisions: with what was decided and what was printed."""
        added = tuple(name for name in DECIDED if name not in self.columns)
        return Contract(self.name, self.columns + added, self.key, self.meaning, self.required)


def _contract(name: str, meaning: str, columns: str, key: str, required: str = "") -> Contract:
    return Contract(
        name,
        (*TRACE, *columns.split()),
        tuple(key.split()),
        meaning,
        ("city", "source", "table", "row", "column", *required.split()),
    )


_CELL = "table row column"

CONTRACTS: Mapping[str, Contract] = {
    contract.name: contract
    for contract in (
        _contract(
            "targets",
            "Planned values of the road map, a row per printed cell.",
            "indicator label goal area agencies year kind measure value value_high text"
            " comparator unit scale_min scale_max polarity",
            f"{_CELL} kind",
            "indicator label kind measure polarity",
        ),
        _contract(
            "realisations",
            "Measured values, a row per publication of a value.",
            "indicator label year period value text unit assessor publisher address"
            " publication scale_min scale_max note",
            _CELL,
            "indicator period publisher publication",
        ),
        _contract(
            "scores",
            "Scores of the index and its components, a row per component, assessor and level.",
            "year assessor level component label weight value ratio"
            " weight_printed ratio_printed weight_column ratio_column",
            _CELL,
            "assessor level component",
        ),
        _contract(
            "action_plan",
            "Yearly targets of activities, a row per printed cell.",
            "area activity outcome indicator label agencies year value text comparator unit",
            _CELL,
            "activity",
        ),
        _contract(
            "findings",
            "What is wrong with a city's data, a row per finding, with its decision.",
            "finding rule severity indicator label year expected message compared_ref"
            " compared_printed decision decision_id decided_value reason",
            "finding",
            "finding rule severity message decision",
        ),
    )
}

EVALUATION: Mapping[str, Contract] = {
    "indicators": Contract(
        "indicators",
        tuple(
            "city year indicator label goal area agencies target target_ref realised"
            " realised_ref polarity achievement_pct capped_pct category status scale_pct"
            " path_pct gap findings measure unit comparator target_high target_text"
            " target_printed realised_text realised_printed assessor scale_min scale_max"
            " baseline baseline_text baseline_ref end_target end_target_text end_target_ref"
            " end_gap".split()
        ),
        ("indicator",),
        "One line an indicator: target, realisation and what follows from them.",
        ("city", "indicator", "label", "status"),
    ),
    "index": Contract(
        "index",
        tuple(
            "city year component label weight official self recomputed difference grade"
            " official_ref self_ref self_basis self_difference recomputed_basis lost".split()
        ),
        ("component",),
        "The index and its components: official, self-assessed and recomputed.",
        ("city", "component", "label"),
    ),
}

TIDY = ("targets", "realisations", "scores", "action_plan")
