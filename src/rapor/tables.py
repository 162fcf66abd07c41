"""The contract of every table that crosses a stage.

A contract lists columns in the order in which they are written, with their type and
meaning, the key that makes a row unique, and the closed vocabularies. ``conform``
holds a frame to it; a breach is a bug of ours and raises ``pandera``'s ``SchemaErrors``.
Evidence about a city's data is another thing: see ``rapor.validate``.

Columns and vocabularies: DESIGN.md §3 in the words of ``docs/data-dictionary.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

import pandas as pd
import pandera.pandas as pa

from rapor.columns import COLUMNS, VOCABULARIES
from rapor.errors import DataRejected, MissingInput, Problem
from rapor.files import read_rows, write_text

Tables = dict[str, pd.DataFrame]
"""Tables of one stage by name."""

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


def conform(contract: Contract, frame: pd.DataFrame) -> pd.DataFrame:
    """Bring ``frame`` to the contract: column order, types, sorted by key; then check it.

    Raises ``pandera.errors.SchemaErrors`` for a breach, ``KeyError`` for a missing column.
    """
    ordered = frame.loc[:, list(contract.columns)].copy()
    for name in contract.columns:
        kind = COLUMNS[name].kind
        if kind == "text":
            ordered[name] = (
                ordered[name].astype(object).where(ordered[name].notna(), "").astype(str)
            )
        elif kind == "integer":
            ordered[name] = pd.to_numeric(ordered[name]).astype("Int64")
        else:
            ordered[name] = pd.to_numeric(ordered[name]).astype(float)
    ordered = ordered.sort_values(list(contract.key), kind="stable", ignore_index=True)
    contract.schema.validate(ordered, lazy=True)
    return ordered


def write_table(contract: Contract, frame: pd.DataFrame, folder: Path) -> None:
    """Write a table as ``folder/<name>.csv``: UTF-8, decimal point, fixed order, sorted."""
    text = conform(contract, frame).to_csv(index=False, lineterminator="\n", float_format=_shortest)
    write_text(folder / f"{contract.name}.csv", text)


def _shortest(value: object) -> str:
    """A float with at most ten significant digits: the same text on every machine."""
    return f"{value:.10g}"


def read_table(contract: Contract, folder: Path, shown: str, made_by: str) -> pd.DataFrame:
    """Read a table that another stage wrote; ``made_by`` is the step to run when it is missing.

    Raises ``MissingInput`` when it is not there, ``DataRejected`` when its columns are not
    the contract's.
    """
    path = folder / f"{contract.name}.csv"
    shown = f"{shown}/{path.name}"
    if not path.is_file():
        raise MissingInput(Problem(shown, "not made yet", "a table", f"run {made_by}"))
    header, rows = read_rows(path, shown)
    if tuple(header) != contract.columns:
        raise DataRejected(
            Problem(
                shown, f"columns {header}", f"columns {list(contract.columns)}", f"run {made_by}"
            )
        )
    frame = pd.DataFrame(rows, columns=header, dtype=object)
    for name in header:
        if COLUMNS[name].kind != "text":
            frame[name] = pd.to_numeric(frame[name].replace("", None))
    return conform(contract, frame)


def empty(contract: Contract) -> pd.DataFrame:
    """A table of the contract without rows."""
    return conform(contract, pd.DataFrame(columns=list(contract.columns)))
