"""Errors sown into copies of the printed tables, and how many of them are found.

``python tests/bench/sown.py [ERRORS OF EACH KIND]``. One error at a time is sown at random,
with a fixed seed, into a copy of a city's raw tables; the copy is cleaned and validated in
memory. Found is an error that a new finding names, by its row or by comparing with it, or for
which the data is rejected naming the file. Accused is a new finding about rows that the error
does not touch. Figures are printed, not asserted: which errors can be told from a document
depends on what it prints twice.
"""

import csv
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from rapor.errors import RaporError
from rapor.paths import Home
from rapor.run import stages

REPOSITORY = Path(__file__).resolve().parents[2]
CITIES = ("bengkulu", "binjai")
SEED = 20260101
EACH = 10
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
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
    """One error: what was changed, in which row, for people to read."""

    row: str
    said: str


Sow = Callable[[Table, random.Random], Sown | None]


def main() -> None:
    """Sow, check, and print a line a kind and city."""
    each = int(sys.argv[1]) if len(sys.argv) > 1 else EACH
    print(f"{'city':<10}{'kind':<24}{'sown':>5}{'found':>7}{'accused':>9}  missed")
    for city in CITIES:
        with tempfile.TemporaryDirectory() as scratch:
            field = Field(Path(scratch), city)
            for kind, sow in KINDS.items():
                report(field, kind, sow, each)


def report(field: "Field", kind: str, sow: Sow, each: int) -> None:
    """Sow one kind and print how much of it was found."""
    chance = random.Random(f"{SEED} {field.city} {kind}")  # noqa: S311 - no secret hangs on it
    results = [field.try_one(sow, chance) for _ in range(each)]
    tried = [one for one in results if one is not None]
    found = sum(is_found for is_found, _, _ in tried)
    accused = sum(others for _, others, _ in tried)
    missed = [said for is_found, _, said in tried if not is_found]
    print(
        f"{field.city:<10}{kind:<24}{len(tried):>5}{found:>7}{accused:>9}  {'; '.join(missed)}",
        flush=True,
    )


class Field:
    """A copy of the project in which one table at a time is spoilt."""

    def __init__(self, folder: Path, city: str) -> None:
        self.city = city
        self.home = Home(folder)
        for name in ("reference", f"raw/{city}"):
            shutil.copytree(REPOSITORY / "data" / name, folder / "data" / name)
        # decisions are about the printed errors; one that they no longer fit says nothing here
        (self.home.raw(city) / "corrections.yaml").unlink()
        self.settings = yaml.safe_load((self.home.raw(city) / "tables.yaml").read_text("utf-8"))
        self.before = self._findings()

    def try_one(self, sow: Sow, chance: random.Random) -> tuple[bool, int, str] | None:
        """Whether an error is found, how many other rows are accused, and what it was."""
        tables = list(self._tables())
        for _ in range(200):
            table = chance.choice(tables)
            whole = table.path.read_bytes()
            sown = sow(table, chance)
            if sown is None:
                continue
            self._write(table)
            try:
                return (*self._judge(table, sown), f"{table.name}:{sown.row} {sown.said}")
            finally:
                table.path.write_bytes(whole)
        return None

    def _judge(self, table: Table, sown: Sown) -> tuple[bool, int]:
        try:
            new = {name: refs for name, refs in self._findings().items() if name not in self.before}
        except RaporError as rejected:
            return table.path.name in str(rejected), 0
        line = f"{table.name}:{sown.row}"
        naming = [any(ref.startswith(f"{line}:") for ref in refs) for refs in new.values()]
        return any(naming), naming.count(False)

    def _findings(self) -> dict[str, list[str]]:
        """Findings by what they say of which cell, with every cell that they name."""
        found = stages.inspect(self.home, self.city).findings
        return {
            f"{row['finding']} {row['expected']} {row['compared_printed']}": [
                row["finding"].partition(":")[2],
                *row["compared_ref"].split(";"),
            ]
            for row in found.to_dict("records")
        }

    def _tables(self) -> Iterator[Table]:
        for name, spec in self.settings["tables"].items():
            roles = {header: cell["role"] for header, cell in spec["columns"].items()}
            if set(roles.values()) & set(FIGURES):
                path = self.home.raw(self.city) / "tables" / f"{name}.csv"
                with path.open(encoding="utf-8", newline="") as file:
                    yield Table(str(name), path, roles, list(csv.DictReader(file)))

    def _write(self, table: Table) -> None:
        with table.path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(
                file, ["row", "line", "mark", *table.roles], lineterminator="\n"
            )
            writer.writeheader()
            writer.writerows(table.rows)


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
        return Sown(row["row"], f"{before!r} to {row[name]!r}") if row[name] != before else None

    return sow


def _number(cell: str, change: Callable[[str], str]) -> str:
    return NUMBER.sub(lambda found: change(found[0]), cell, count=1)


def double_digit(cell: str, chance: random.Random) -> str:
    """``75`` becomes ``775`` or ``755``."""

    def change(number: str) -> str:
        place = chance.choice([at for at, sign in enumerate(number) if sign.isdigit()])
        return number[: place + 1] + number[place:]

    return _number(cell, change)


def drop_digit(cell: str, chance: random.Random) -> str:
    """``75`` becomes ``7`` or ``5``; a number of one digit stays."""

    def change(number: str) -> str:
        digits = [at for at, sign in enumerate(number) if sign.isdigit()]
        place = chance.choice(digits)
        rest = number[:place] + number[place + 1 :]
        return rest if len(digits) > 1 and NUMBER.fullmatch(rest) else number

    return _number(cell, change)


def move_decimal(cell: str, _: random.Random) -> str:
    """``3,14`` becomes ``31,4``."""

    def change(number: str) -> str:
        moved = re.sub(r"([.,])([0-9])", r"\2\1", number, count=1)
        return moved.rstrip(".,") if moved[-1] in ".," else moved

    return _number(cell, change)


def lose_unit(cell: str, _: random.Random) -> str:
    """``75%`` becomes ``75``."""
    found = NUMBER.search(cell)
    return found[0] if found else cell


def change_weight(cell: str, chance: random.Random) -> str:
    """A weight becomes a half, a quarter or once more as large."""

    def change(number: str) -> str:
        return f"{float(number.replace(',', '.')) * chance.choice([0.5, 1.25, 2]):.2f}"

    return _number(cell, change)


def swap_years(table: Table, chance: random.Random) -> Sown | None:
    """Two years of one row change places."""
    pairs = [
        (row, one, other)
        for row in table.rows
        for one in table.columns("target")
        for other in table.columns("target")
        if one < other and row[one] and row[other] and row[one] != row[other]
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


KINDS: dict[str, Sow] = {
    "digit doubled": changing(double_digit, *YEARLY, "value"),
    "digit dropped": changing(drop_digit, *YEARLY, "value"),
    "decimal moved": changing(move_decimal, *YEARLY, "value"),
    "years swapped": swap_years,
    "unit lost": changing(lose_unit, *YEARLY),
    "row lost": lose_row,
    "weight changed": changing(change_weight, "weight"),
    "score above its weight": raise_score,
}


if __name__ == "__main__":
    main()
