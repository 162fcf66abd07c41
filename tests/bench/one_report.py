"""One report in a process of its own, twice: ``one_report.py HOME CITY YEAR LANGUAGE [FORMAT …]``.

Prints JSON: seconds of the first (cold) and second (warm) time after start-up, of each writer
and of all from reading the tables to the last byte; the peak of memory in MB; bytes of each
file. On one core, so that figures of one machine can be compared.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import rapor.validate  # what a command has loaded when the report begins
from rapor.ground.paths import Home
from rapor.report import writing
from rapor.run import stages

assert rapor.validate


def main(root: str, city: str, year: str, language: str, *endings: str) -> None:
    """Measure, and print what was measured."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for ending in list(writing.WRITERS):
        if endings and ending not in endings:
            del writing.WRITERS[ending]
    taken: dict[str, list[float]] = {ending: [] for ending in writing.WRITERS}
    for ending, write in writing.WRITERS.items():
        writing.WRITERS[ending] = _timed(write, taken[ending])
    started, whole = _memory(), []
    for _ in range(2):
        begun = time.perf_counter()
        page = stages.report(Home(Path(root)), city, int(year), language)
        whole.append(time.perf_counter() - begun)
    sizes = {ending: page.with_suffix(f".{ending}").stat().st_size for ending in writing.WRITERS}
    answer = {"formats": taken, "all": whole, "sizes": sizes, "before": started, "mb": _memory()}
    print(json.dumps(answer))


def _timed(write: Callable, taken: list[float]) -> Callable:
    def timed(*content):
        begun = time.perf_counter()
        made = write(*content)
        taken.append(time.perf_counter() - begun)
        return made

    return timed


def _memory() -> float:
    """Peak of this program in MB, not of the one that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
