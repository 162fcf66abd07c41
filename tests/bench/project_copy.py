"""A copy of the project under ``bench/``, which git ignores: nothing of the repository changes."""

import csv
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator

from copies import REPOSITORY

COPY = REPOSITORY / "bench" / "copy"


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
    print(f"{name:<44}", end="", flush=True)
    seconds, peak, printed = run(*command)
    print(f"{seconds:>9.1f}{peak:>8.0f}", flush=True)
    return printed


def run(*command: str) -> tuple[float, float, str]:
    """Seconds, peak memory in MB of the largest process, and output of a command in the copy."""
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
        sys.exit(f"{' '.join(command)} failed:\n{printed}")
    return seconds, usage.ru_maxrss / 1024, printed
