"""Seconds and memory of the pipeline, of its stages and of the commands: ``make bench``.

Works on a copy of the project under ``bench/``, which git ignores, so that nothing of the
repository changes. Memory is the peak of the largest process of a step (kernels are
processes of their own). Figures are printed, not asserted: they belong to the machine.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
COPY = REPOSITORY / "bench" / "copy"
STEPS = ("clean", "validate", "evaluate", "report")


def main() -> None:
    """Measure everything and print a table."""
    copy_project()
    cities = yaml.safe_load((COPY / "params.yaml").read_text(encoding="utf-8"))["cities"]
    print(f"{'step':<44}{'seconds':>9}{'MB':>8}")
    for city in cities:
        for step in STEPS:
            measure(f"{step} {city}", "dvc", "repro", "--quiet", "--single-item", f"{step}@{city}")
    drop_outputs()
    measure("the whole pipeline", "dvc", "repro", "--quiet")
    measure("nothing to do", "dvc", "repro", "--quiet")
    measure(f"rapor check {cities[0]}", "rapor", "check", cities[0])
    measure(f"rapor report {cities[0]}, one year", "rapor", "report", cities[0], "2023")
    measure("rapor list", "rapor", "list")
    change_one_cell(cities[0])
    printed = measure(f"one cell of {cities[0]} changed", "dvc", "repro")
    ran = set(re.findall(r"Running stage '(\w+)@([a-z0-9-]+)'", printed))
    print(f"stages that ran for it: {', '.join(f'{step}@{city}' for step, city in sorted(ran))}")
    strangers = {city for _, city in ran} - {cities[0]}
    if strangers:
        sys.exit(f"stages of another city ran: {', '.join(sorted(strangers))}")


def copy_project() -> None:
    """Copy what git tracks, as it is in the working tree, into a repository of its own."""
    shutil.rmtree(COPY, ignore_errors=True)
    for name in tracked():
        target = COPY / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / name, target)
    subprocess.run(["git", "init", "--quiet"], cwd=COPY, check=True)


def tracked() -> Iterator[str]:
    """Files that git tracks and that are there."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    yield from (name for name in listed.stdout.splitlines() if (REPOSITORY / name).is_file())


def drop_outputs() -> None:
    """Remove what the stages made, as in a fresh clone."""
    for folder in ("data/processed", "reports"):
        for path in (COPY / folder).iterdir():
            if path.is_dir():
                shutil.rmtree(path)


def change_one_cell(city: str) -> None:
    """Raise the last digit of the first published result by one, or bring 9 to 8."""
    path = COPY / "data" / "raw" / city / "realisation.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, first, *rest = list(csv.reader(file))
    column = header.index("printed")
    digit = int(first[column][-1])
    first[column] = f"{first[column][:-1]}{digit - 1 if digit == 9 else digit + 1}"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, first, *rest])


def measure(name: str, *command: str) -> str:
    """Run a command in the copy, print its seconds and peak memory, return its output."""
    environment = {key: value for key, value in os.environ.items() if key != "RAPOR_HOME"}
    log = COPY.parent / "last.log"
    start = time.perf_counter()
    with log.open("wb") as out:
        child = subprocess.Popen(command, cwd=COPY, env=environment, stdout=out, stderr=out)
        _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    printed = log.read_text(encoding="utf-8", errors="replace")
    if child.returncode:
        sys.exit(f"{name} failed:\n{printed}")
    print(f"{name:<44}{seconds:>9.1f}{usage.ru_maxrss / 1024:>8.0f}", flush=True)
    return printed


if __name__ == "__main__":
    main()
