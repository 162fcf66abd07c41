"""Errors sown into copies of the printed tables, and how many of them are found.

``python tests/bench/sown.py [ERRORS OF EACH KIND] [SEED] [PART OF A KIND'S NAME]``. One error at a
time is sown at random, with a fixed seed, into a copy of a city's raw tables; the copy is cleaned
and validated in memory. Found is an error that a new finding names, by its row or by comparing
with it, or for which the data is rejected naming the file. Accused is a new finding about rows
that the error does not touch. Figures are printed, not asserted: which errors can be told from a
document depends on what it prints twice.
"""

import csv
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml
from kinds_of_error import FIGURES, KINDS, Sow, Sown, Table

from rapor.ground.errors import RaporError
from rapor.ground.paths import Home
from rapor.run import stages

REPOSITORY = Path(__file__).resolve().parents[2]
CITIES = ("bengkulu", "binjai")
SEED = 20260101
EACH = 10


def main() -> None:
    """Sow, check, and print a line a kind and city."""
    each = int(sys.argv[1]) if len(sys.argv) > 1 else EACH
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    only = sys.argv[3] if len(sys.argv) > 3 else ""
    print(f"{'city':<10}{'kind':<24}{'sown':>5}{'found':>7}{'accused':>9}  missed")
    for city in CITIES:
        with tempfile.TemporaryDirectory() as scratch:
            field = Field(Path(scratch), city)
            for kind, sow in KINDS.items():
                if only in kind:
                    report(field, kind, sow, each, seed)


def report(field: "Field", kind: str, sow: Sow, each: int, seed: int) -> None:
    """Sow one kind and print how much of it was found."""
    chance = random.Random(f"{seed} {field.city} {kind}")  # noqa: S311 - no secret hangs on it
    results = [field.try_one(sow, chance) for _ in range(each)]
    tried = [result for result in results if result is not None]
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


if __name__ == "__main__":
    main()
