"""What goes wrong when tables are copied by hand, one kind a function.

Each takes a raw table and a source of chance, changes the table in one place, and says what it
did; None where the table has nothing of the kind to spoil.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from spoiled_cells import (
    NUMBER,
    change_unit,
    change_weight,
    double_digit,
    drop_digit,
    lose_sign,
    lose_unit,
    misread_digit,
    move_decimal,
    other_mark,
    turn_sign,
    value_of,
)

YEARLY = ("target", "baseline", "end_target")
FIGURES = (*YEARLY, "value", "weight", "ratio")

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Table:
    """A raw table of the copy: its file, its rows, and what its columns are."""

    name: str
    path: Path
    roles: dict[str, str]
    rows: Rows

    def columns(self, *roles: str) -> list[str]:
        """Headers of the columns with one of these roles."""
        return [name for name, role in self.roles.items() if role in roles]


@dataclass(frozen=True)
class Sown:
    """One error: what was changed, in which row and which others, for people to read."""

    row: str
    said: str
    others: tuple[str, ...] = ()
    blind: bool = False
    """Whether the changed table says nothing that does not fit, so that nobody can tell."""


Sow = Callable[[Table, random.Random], Sown | None]


def changing(change: Callable[[str, random.Random], str], *roles: str) -> Sow:
    """Sow by changing one cell that prints a number other than 0."""

    def sow(table: Table, chance: random.Random) -> Sown | None:
        cells = [
            (row, name)
            for row in table.rows
            for name in table.columns(*roles)
            if NUMBER.search(row[name]) and row["mark"] not in ("group", "unplaced", "sentence")
        ]
        if not cells:
            return None
        row, name = chance.choice(cells)
        before, row[name] = row[name], change(row[name], chance)
        same = value_of(before) == value_of(row[name])  # ``3,00`` and ``3,000`` say the same
        return None if same else Sown(row["row"], f"{before!r} to {row[name]!r}")

    return sow


def swap_years(table: Table, chance: random.Random) -> Sown | None:
    """Two years of one row change places."""
    pairs = [
        (row, column, other)
        for row in table.rows
        for column in table.columns("target")
        for other in table.columns("target")
        if row["mark"] not in ("group", "unplaced", "sentence")
        and column < other
        and row[column]
        and row[other]
        and row[column] != row[other]
    ]
    if not pairs:
        return None
    row, one, other = chance.choice(pairs)
    row[one], row[other] = row[other], row[one]
    return Sown(row["row"], f"{one} and {other} swapped")


def lose_row(table: Table, chance: random.Random) -> Sown | None:
    """A row with figures is lost and the rows behind it move up, as a careless copy leaves it."""
    columns = table.columns(*FIGURES)
    rows = [row for row in table.rows if row["mark"] == "" and any(row[name] for name in columns)]
    if len(rows) < 2:
        return None
    lost = chance.choice(rows)
    behind = table.rows.index(lost)
    table.rows.remove(lost)
    for row in table.rows[behind:]:
        row["row"] = str(int(row["row"]) - 1)
    return Sown(lost["row"], "lost")


def raise_score(table: Table, chance: random.Random) -> Sown | None:
    """A score is raised above its weight."""
    scores, weights = table.columns("value"), table.columns("weight")
    if not scores or not weights:
        return None
    rows = [row for row in table.rows if NUMBER.fullmatch(row[weights[0]]) and row[scores[0]]]
    if not rows:
        return None
    row = chance.choice(rows)
    row[scores[0]] = f"{float(row[weights[0]].replace(',', '.')) * 1.1 + 0.01:.2f}"
    return Sown(row["row"], f"score {row[scores[0]]} of {row[weights[0]]}")


def drop_agency(table: Table, chance: random.Random) -> Sown | None:
    """The agency of a row is lost."""
    cells = [
        (row, name)
        for row in table.rows
        for name in table.columns("agencies")
        if row[name] and row["mark"] not in ("group", "unplaced", "sentence")
    ]
    if not cells:
        return None
    row, name = chance.choice(cells)
    before, row[name] = row[name], ""
    return Sown(row["row"], f"{before!r} lost")


def copy_row(table: Table, chance: random.Random) -> Sown | None:
    """A row with figures is copied behind itself, and the rows behind it move down."""
    columns = table.columns(*FIGURES)
    rows = [row for row in table.rows if row["mark"] == "" and any(row[name] for name in columns)]
    if not rows:
        return None
    copied = chance.choice(rows)
    behind = table.rows.index(copied) + 1
    table.rows.insert(behind, dict(copied))
    for row in table.rows[behind:]:
        row["row"] = str(int(row["row"]) + 1)
    return Sown(table.rows[behind]["row"], "copied from the row before")


def swap_rising(table: Table, chance: random.Random) -> Sown | None:
    """Two neighbouring years of a row that rises or falls all the way change places."""
    years = table.columns("target")
    rows = []
    for row in table.rows:
        numbers = [NUMBER.search(row[name]) for name in years]
        figures = [float(found[0].replace(",", ".")) for found in numbers if found]
        headed = row["mark"] in ("group", "unplaced", "sentence")
        strict = not headed and len(set(figures)) == len(figures) == len(years) > 2
        if strict and figures in (sorted(figures), sorted(figures, reverse=True)):
            rows.append(row)
    if not rows:
        return None
    row, place = chance.choice(rows), chance.randrange(len(years) - 1)
    one, other = years[place], years[place + 1]
    row[one], row[other] = row[other], row[one]
    return Sown(row["row"], f"{one} and {other} swapped")


def swap_cells(table: Table, chance: random.Random) -> Sown | None:
    """Two figures of a column that stand one above the other change places."""
    pairs = [
        (row, below, name)
        for row, below in pairwise(table.rows)
        for name in table.columns(*FIGURES)
        if not {row["mark"], below["mark"]} & {"group", "unplaced", "sentence"}
        and NUMBER.search(row[name])
        and NUMBER.search(below[name])
        and value_of(row[name]) != value_of(below[name])
    ]
    if not pairs:
        return None
    row, below, name = chance.choice(pairs)
    row[name], below[name] = below[name], row[name]
    said = f"{name} swapped with the row below"
    return Sown(row["row"], said, (below["row"],), blind=_fits_too(table, row, below, name))


def _fits_too(table: Table, row: dict[str, str], below: dict[str, str], name: str) -> bool:
    """Whether scores or weights that changed places leave nothing that does not fit.

    The sum stays, no score is above its weight, and the table prints nothing made of them.
    """
    scores, weights = table.columns("value"), table.columns("weight")
    made_of_them = table.columns("ratio", "central_level", "unit_level", "scale")
    if not scores or not weights or made_of_them or name not in (*scores, *weights):
        return False
    pairs = [
        (value_of(cells[scores[0]])[0], value_of(cells[weights[0]])[0]) for cells in (row, below)
    ]
    return all(score is None or weight is None or score <= weight for score, weight in pairs)


def drop_one_agency(table: Table, chance: random.Random) -> Sown | None:
    """One of several agencies of a cell is lost, with the word between them."""
    between = re.compile(r"\s*(?:,|;| dan | DAN |/)\s*")
    cells = [
        (row, name)
        for row in table.rows
        for name in table.columns("agencies")
        if between.search(row[name]) and row["mark"] not in ("group", "unplaced", "sentence")
    ]
    if not cells:
        return None
    row, name = chance.choice(cells)
    named = list(filter(None, between.split(row[name])))
    lost = named.pop(chance.randrange(len(named)))
    row[name] = ", ".join(named)
    return Sown(row["row"], f"{lost!r} lost of {name}")


def take_sisters_agency(table: Table, chance: random.Random) -> Sown | None:
    """A row gets the agency of another row of its table."""
    named = [
        (row, name)
        for row in table.rows
        for name in table.columns("agencies")
        if row[name] and row["mark"] not in ("group", "unplaced", "sentence")
    ]
    pairs = [(row, other, name) for row, name in named for other, _ in named]
    pairs = [
        (row, other, name)
        for row, other, name in pairs
        if row[name].casefold() != other[name].casefold()
    ]
    if not pairs:
        return None
    row, other, name = chance.choice(pairs)
    before, row[name] = row[name], other[name]
    return Sown(row["row"], f"{before!r} to {row[name]!r}")


def cut_label(table: Table, chance: random.Random) -> Sown | None:
    """The label of a row loses its end, within a word or behind one."""
    cells = [
        (row, name)
        for row in table.rows
        for name in table.columns("label")
        if len(row[name].split()) > 2 and row["mark"] not in ("group", "unplaced", "sentence")
    ]
    if not cells:
        return None
    row, name = chance.choice(cells)
    kept = chance.randrange(len(row[name]) // 3, len(row[name]) - 2)
    before, row[name] = row[name], row[name][:kept].rstrip()
    return Sown(row["row"], f"{before!r} cut to {row[name]!r}")


def copy_label(table: Table, chance: random.Random) -> Sown | None:
    """A row gets the label of the row above it and keeps its own figures."""
    pairs = [
        (above, row, name)
        for above, row in pairwise(table.rows)
        for name in table.columns("label")
        if not {above["mark"], row["mark"]} & {"group", "unplaced", "sentence"}
        and above[name]
        and row[name]
        and above[name] != row[name]
    ]
    if not pairs:
        return None
    above, row, name = chance.choice(pairs)
    before, row[name] = row[name], above[name]
    return Sown(row["row"], f"{before!r} to {row[name]!r}", (above["row"],))


def shift_years(table: Table, chance: random.Random) -> Sown | None:
    """The figures of a row stand a year too late, and the first year is blank."""
    years = table.columns("target")
    rows = [
        row
        for row in table.rows
        if len(years) > 2
        and row["mark"] not in ("group", "unplaced", "sentence")
        and all(NUMBER.search(row[name]) for name in years)
        and len({row[name] for name in years}) > 1
    ]
    if not rows:
        return None
    row = chance.choice(rows)
    figures = [row[name] for name in years]
    row.update(zip(years, ["", *figures[:-1]], strict=True))
    return Sown(row["row"], f"{figures} a year late")


def change_scale(table: Table, chance: random.Random) -> Sown | None:
    """``0-100`` becomes ``0-400``."""
    cells = [
        (row, name)
        for row in table.rows
        for name in table.columns("scale")
        if re.fullmatch(r"[0-9]-[0-9]+", row[name])
    ]
    if not cells:
        return None
    row, name = chance.choice(cells)
    before = row[name]
    low, _, high = before.partition("-")
    row[name] = f"{low}-{chance.choice([end for end in ('4', '5', '100', '400') if end != high])}"
    return Sown(row["row"], f"{before!r} to {row[name]!r}")


OF_AGENCIES = ("one agency dropped", "agency of a sister")
"""Kinds that only another print of the same task can tell: the cell by itself looks right."""

KINDS: dict[str, Sow] = {
    "digit doubled": changing(double_digit, *YEARLY, "value"),
    "digit dropped": changing(drop_digit, *YEARLY, "value"),
    "decimal moved": changing(move_decimal, *YEARLY, "value"),
    "years swapped": swap_years,
    "unit lost": changing(lose_unit, *YEARLY),
    "row lost": lose_row,
    "weight changed": changing(change_weight, "weight"),
    "score above its weight": raise_score,
    "sign lost": changing(lose_sign, *YEARLY),
    "agency dropped": drop_agency,
    "per cent and number": changing(change_unit, *YEARLY, "value", "weight"),
    "row copied": copy_row,
    "letter for a digit": changing(misread_digit, *YEARLY, "value", "weight", "ratio"),
    "rising years swapped": swap_rising,
    "cells swapped": swap_cells,
    "sign turned": changing(turn_sign, *YEARLY),
    "decimal mark lost": changing(other_mark, *YEARLY, "value", "weight"),
    "one agency dropped": drop_one_agency,
    "agency of a sister": take_sisters_agency,
    "label cut": cut_label,
    "label copied": copy_label,
    "years shifted": shift_years,
    "scale changed": change_scale,
}
