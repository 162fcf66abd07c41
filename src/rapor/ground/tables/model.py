"""What a table is: a pandera model of which order, types, words, key and meaning are read.

A table is declared once, as a class whose annotations are what a record of it holds:
``float | None`` is a number or nothing, ``Filled`` a text that is never empty, ``Ref`` a
reference to a printed cell. ``column`` gives the meaning. Files and frames keep a reference
as text; records hand out the ``Ref``.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Any, ClassVar, Literal

import pandas as pd
import pandera.pandas as pa
from pandera.api.base.model import MetaModel

from rapor.ground.ref import Ref

Filled = Annotated[str, "never empty"]
"""A text that is never empty."""

Kind = Literal["text", "number", "integer", "reference", "references"]

_KINDS: Mapping[Any, tuple[Kind, bool]] = {
    str: ("text", False),
    Filled: ("text", True),
    float | None: ("number", False),
    int | None: ("integer", False),
    int: ("integer", True),
    Ref | None: ("reference", False),
    Ref: ("reference", True),
    tuple[Ref, ...]: ("references", False),
}
"""Kind of a column by its annotation, and whether it is never empty."""

_STORED: Mapping[Kind, Any] = {
    "text": str,
    "number": float,
    "integer": pd.Int64Dtype,
    "reference": str,
    "references": str,
}
"""What frames hold."""


@dataclass(frozen=True)
class ColumnFacts:
    """What a column of a table is; ``attribute`` is its name in records."""

    name: str
    attribute: str
    kind: Kind
    meaning: str
    words: tuple[str, ...]
    filled: bool


def column(meaning: str, words: tuple[str, ...] = (), alias: str | None = None) -> Any:
    """A column with its meaning, the only words that it may hold, and its name in files.

    One declaration can serve several tables; in each, the annotation says what it holds.
    """
    return pa.Field(description=meaning, alias=alias, metadata={"words": words})


@dataclass(frozen=True)
class Declaration:
    """Name, meaning, columns in order and key of a table, and what makes its schema."""

    name: str
    meaning: str
    columns: Mapping[str, ColumnFacts]
    key: tuple[str, ...]
    within: tuple[str, ...]
    to_schema: Callable[[], pa.DataFrameSchema]

    @cached_property
    def schema(self) -> pa.DataFrameSchema:
        """The schema that says what is wrong with a table; most runs never ask for it."""
        return self.to_schema()

    @property
    def names(self) -> list[str]:
        """The columns in the order in which they are written."""
        return list(self.columns)

    @property
    def filled(self) -> list[str]:
        """The columns that are never empty."""
        return [facts.name for facts in self.columns.values() if facts.filled]


class _RecordsAreInstances(MetaModel):
    """``isinstance`` says of a record that it is one of its table."""

    def __instancecheck__(cls, instance: Any) -> bool:  # noqa: N805 - of a metaclass
        return issubclass(getattr(type(instance), "_table", type(None)), cls)


class TableModel(pa.DataFrameModel, metaclass=_RecordsAreInstances):
    """A table between stages; the docstring of a subclass is the table's meaning.

    ``name`` is the file's, ``key`` the columns by which rows are sorted and told apart;
    where one printed cell is a list, ``within`` tells its items apart, which keep their
    order. Properties and methods become those of its records (``records``).
    """

    _name: ClassVar[str] = ""
    _key: ClassVar[tuple[str, ...]] = ()
    _within: ClassVar[tuple[str, ...]] = ()
    _properties: ClassVar[Mapping[str, property]] = {}

    class Config:
        """Exactly these columns in this order."""

        strict = True
        ordered = True

    def __init_subclass__(
        cls, *, name: str = "", key: str = "", within: str = "", **options: Any
    ) -> None:
        """Read the annotations before pandera does, which knows types of frames only."""
        if name:
            cls._name, cls._key, cls._within = name, tuple(key.split()), tuple(within.split())
        for attribute, annotation in inspect.get_annotations(cls).items():
            kind, filled = _KINDS[annotation]
            field = _field(vars(cls)[attribute], kind, filled=filled)
            field.__set_name__(cls, attribute)
            setattr(cls, attribute, field)
            cls.__annotations__[attribute] = _STORED[kind]
        # pandera takes every public attribute for a column
        cls._properties = {
            attribute: value
            for attribute, value in vars(cls).items()
            if isinstance(value, property)
        }
        for attribute in cls._properties:
            delattr(cls, attribute)
        checked = {"name": cls._name, "unique": [*cls._key, *cls._within] or None}
        setattr(cls, "Config", type("Config", (cls.Config,), checked))  # noqa: B010 - a new type
        super().__init_subclass__(**options)  # type: ignore[no-untyped-call]

    @classmethod
    @cache
    def declaration(cls) -> Declaration:
        """What is declared of the table."""
        columns = {name: _facts(name, field) for name, (_, field) in cls.__fields__.items()}
        meaning = " ".join((cls.__doc__ or "").split())
        return Declaration(cls._name, meaning, columns, cls._key, cls._within, cls.to_schema)

    @classmethod
    def behaviour(cls) -> dict[str, Any]:
        """Properties and methods that records of the table have."""
        behaviour: dict[str, Any] = {}
        for base in reversed(cls.__mro__):
            if issubclass(base, TableModel) and base is not TableModel:
                methods = {
                    key: item for key, item in vars(base).items() if inspect.isfunction(item)
                }
                behaviour |= {**vars(base)["_properties"], **methods}
        return behaviour


def _field(field: Any, kind: Kind, *, filled: bool) -> Any:
    """The field of a column in a table, with the checks that follow from its annotation."""
    words = field.metadata["words"]
    checks: dict[str, Any] = {}
    if words:
        checks["isin"] = words if filled else (*words, "")
    elif filled and _STORED[kind] is str:
        checks["ne"] = ""
    return pa.Field(
        description=field.description,
        alias=field.alias,
        nullable=_STORED[kind] is not str and not filled,
        metadata={"words": words, "kind": kind, "filled": filled},
        **checks,
    )


def _facts(name: str, field: Any) -> ColumnFacts:
    known = field.metadata
    return ColumnFacts(
        name,
        field.original_name,
        known["kind"],
        field.description,
        known["words"],
        known["filled"],
    )
