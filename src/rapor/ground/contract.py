"""What a contract is: columns in order, key, meaning, and the schema that holds a frame to it."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import pandera.pandas as pa

from rapor.ground.columns import COLUMNS, VOCABULARIES

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
        return self._accepted

    @cached_property
    def _accepted(self) -> "Contract":
        """Made once, so that its schema is too."""
        added = tuple(name for name in DECIDED if name not in self.columns)
        return replace(self, columns=self.columns + added)
