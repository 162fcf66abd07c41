"""Errors sown into copies of the printed tables, and how many of them are found.

``python tests/bench/sown.py [ERRORS OF EACH KIND] [SEED] [PART OF A KIND'S NAME]``. One error at a
time is sown at random, with a fixed seed, into a copy of a city's raw tables; the copy is cleaned
and validated in memory. Found is an error that a new finding names, by its row or by comparing
with it, or for which the data is rejected naming the file. Accused is a new finding about rows
that the error does not touch. Blind are errors that nobody can tell from the document, see
``Field.can_be_known``; how many of them were missed stands apart. Figures are printed, not
asserted: which errors can be told from a document depends on what it prints twice.
"""

import csv
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from kinds_of_error import FIGURES, KINDS, OF_AGENCIES, Sow, Sown, Table

from rapor.catalogue import load_catalogue
from rapor.catalogue.registers import named_agencies
from rapor.clean import clean_city
from rapor.ground.errors import RaporError
from rapor.ground.paths import Home
from rapor.run import stages

REPOSITORY = Path(__file__).resolve().parents[2]
CITIES = ("bengkulu", "binjai")
SEED = 20260101
EACH = 10
ALIKE = 0.8


def main() -> None:
    """Sow, check, and print a line a kind and city."""
    each = int(sys.argv[1]) if len(sys.argv) > 1 else EACH
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    only = sys.argv[3] if len(sys.argv) > 3 else ""
    print(f"{'city':<10}{'kind':<24}{'sown':>5}{'blind':>7}{'found':>7}{'accused':>9}  missed")
    for city in CITIES:
        with tempfile.TemporaryDirectory() as scratch:
            field = Field(Path(scratch), city)
            for kind, sow in KINDS.items():
                if only in kind:
                    report(field, kind, sow, each, seed)


def report(field: "Field", kind: str, sow: Sow, each: int, seed: int) -> None:
    """Sow one kind and print how much of it was found."""
    chance = random.Random(f"{seed} {field.city} {kind}")  # noqa: S311 - no secret hangs on it
    results = [field.try_one(kind, sow, chance) for _ in range(each)]
    tried = [trial for trial in results if trial is not None]
    blind = [trial for trial in tried if not trial.knowable and not trial.found]
    missed = [trial.said for trial in tried if trial.knowable and not trial.found]
    found = sum(trial.found for trial in tried)
    accused = sum(trial.accused for trial in tried)
    print(
        f"{field.city:<10}{kind:<24}{len(tried):>5}{len(blind):>7}{found:>7}{accused:>9}"
        f"  {'; '.join(missed)}",
        flush=True,
    )


@dataclass(frozen=True)
class Trial:
    """One error: whether it was found and can be known, and how many other rows were accused."""

    found: bool
    accused: int
    knowable: bool
    said: str


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
        catalogue = load_catalogue(self.home, city)
        self.agencies = catalogue.agencies
        self.tasks = clean_city(self.home, city, catalogue)["action_plan"]
        self.before = self._findings()

    def try_one(self, kind: str, sow: Sow, chance: random.Random) -> Trial | None:
        """How one error is answered; None where the city has nothing to spoil so."""
        tables = list(self._tables())
        for _ in range(200):
            table = chance.choice(tables)
            whole = table.path.read_bytes()
            sown = sow(table, chance)
            if sown is None:
                continue
            self._write(table)
            try:
                knowable = not sown.blind
                if kind in OF_AGENCIES:
                    knowable = self.can_be_known(table, sown.row)
                said = f"{table.name}:{sown.row} {sown.said}"
                return Trial(*self._judge(table, sown), knowable, said)
            finally:
                table.path.write_bytes(whole)
        return None

    def can_be_known(self, table: Table, row: str) -> bool:
        """Whether the document names other agencies for a row's task in another place.

        It does where another table names some for the row's indicator, or for an activity of its
        area that has four of five words in common. An agency that is printed once may be any, and
        one that was made the same as the other table's can be told by nobody.
        """
        (cells,) = (cells for cells in table.rows if cells["row"] == row)
        printed = "; ".join(cells[name] for name in table.columns("agencies"))
        codes = {agency.code for agency in named_agencies(self.agencies, printed)[0]}
        here = self.tasks["table"].eq(table.name) & self.tasks["row"].eq(int(row))
        elsewhere = self.tasks[self.tasks["table"].ne(table.name)].to_dict("records")
        for task in self.tasks[here].head(1).to_dict("records"):
            for other in elsewhere:
                same = task["indicator"] and task["indicator"] == other["indicator"]
                alike = task["area"] == other["area"] and _alike(task, other) >= ALIKE
                if other["agencies"] and (same or alike):
                    return set(other["agencies"].split(";")) != codes
        return False

    def _judge(self, table: Table, sown: Sown) -> tuple[bool, int]:
        try:
            new = {name: refs for name, refs in self._findings().items() if name not in self.before}
        except RaporError as rejected:
            return table.path.name in str(rejected), 0
        lines = tuple(f"{table.name}:{row}:" for row in (sown.row, *sown.others))
        found = any(ref.startswith(lines) for refs in new.values() for ref in refs)
        # a finding about several cells is no new one about those that it was about before
        before = {
            (name.partition(":")[0], ref) for name, refs in self.before.items() for ref in refs
        }
        accused = [
            name
            for name, refs in new.items()
            if not any(ref.startswith(lines) for ref in refs)
            and not all((name.partition(":")[0], ref) in before for ref in refs if ref)
        ]
        return found, len(accused)

    def _findings(self) -> dict[str, list[str]]:
        """Findings by what they say of which cell, with every cell that they name."""
        found = stages.inspect(self.home, self.city).findings
        return {
            f"{row['finding']} {row['printed']} {row['expected']} {row['compared_printed']}": [
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


def _alike(task: dict[str, str], other: dict[str, str]) -> float:
    """Words that two activities share, as a share of all of theirs."""
    mine, theirs = (set(one["activity"].casefold().split()) for one in (task, other))
    return 2 * len(mine & theirs) / max(1, len(mine) + len(theirs))


if __name__ == "__main__":
    main()
