"""What each table between stages holds: columns in order, key, meaning.

Columns and vocabularies: DESIGN.md §3 in the words of ``docs/data-dictionary.md``. Reading,
writing and checking: ``rapor.tables``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import pandera.pandas as pa

from rapor.columns import COLUMNS, VOCABULARIES

Kind = Literal["text", "number", "integer"]

TRACE = ("city", "source", "table", "row", "column", "printed")
DECIDED = ("decision", "value_printed")


@dataclass(frozen=True)
class Contract:
    """What a table holds: its columns in order, and the columns that make a row unique.

    Rows are sorted by ``key``. Where one printed cell is a list, ``within`` tells its items
    apart; they keep their order.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    meaning: str
    required: tuple[str, ...] = field(default=())
    within: tuple[str, ...] = field(default=())

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
            columns,
            strict=True,
            ordered=True,
            unique=[*self.key, *self.within],
            name=self.name,
        )

    def accepted(self) -> "Contract":
        """The same table after the decisions: with what was decided and what was printed."""
        added = tuple(name for name in DECIDED if name not in self.columns)
        return replace(self, columns=self.columns + added)


def _contract(
    name: str, meaning: str, columns: str, key: str, required: str = "", *, within: str = ""
) -> Contract:
    return Contract(
        name,
        (*TRACE, *columns.split()),
        tuple(key.split()),
        meaning,
        ("city", "source", "table", "row", "column", *required.split()),
        tuple(within.split()),
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
            "Yearly targets of activities, a row per printed cell; activities without figures.",
            "area activity outcome indicator label agencies year value text comparator unit",
            _CELL,
            "activity",
            within="activity",
        ),
        _contract(
            "priorities",
            "What the city puts first: scores and ranks of areas, problems, what is to be kept.",
            "goal area label year score rank title problem aim activity first",
            _CELL,
        ),
        _contract(
            "quick_wins",
            "Fast improvements, a row each; 'year' to 'last_year' where a span is printed.",
            "goal area year last_year title agencies condition impact users",
            _CELL,
            "title",
        ),
        _contract(
            "recommendations",
            "Recommendations of the internal review and of the ministry; no sentence is carried.",
            "year origin number topic area agencies status repeats",
            _CELL,
            "origin topic area status",
        ),
        _contract(
            "review_findings",
            "Findings of the internal review by component; no sentence is carried.",
            "year area component topic agencies",
            _CELL,
            "area component topic",
        ),
        _contract(
            "teams",
            "Tasks of the teams by step, with what each has to bring.",
            "team area step task output",
            _CELL,
            "team step task",
        ),
        _contract(
            "problems",
            "Problems and interventions by area and aspect, as printed.",
            "area aspect goal problem",
            _CELL,
            "aspect",
        ),
        _contract(
            "goal_achievements",
            "What was reached by goal: in words, or with the printed per cent of scale.",
            "goal indicator label year achieved value text scale_min scale_max scale_pct",
            _CELL,
            "indicator label",
        ),
        _contract(
            "strategies",
            "Strategies and policies by the aim that they serve, as printed.",
            "outcome strategy policy",
            _CELL,
            "strategy",
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

TIDY = (
    "targets realisations scores action_plan priorities quick_wins recommendations"
    " review_findings teams problems goal_achievements strategies"
).split()
"""Tables of the tidy stage; the accepted stage has the same."""
