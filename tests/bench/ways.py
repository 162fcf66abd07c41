"""The same reports made in several ways: how many a minute, and whether their bytes are the same.

``CITIES`` says how many cities the batch makes beside the one that all ways make (else 4).
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import many_cities
from copies import bytes_made, files_made
from project_copy import COPY

from rapor.ground.paths import Home

YEARS = ("2021", "2022", "2023", "2024")
BIN = Path(sys.executable).parent


def main() -> None:
    """Papermill's command line, ``--each`` and the batch by turns; then the batch of many."""
    print(f"\n{'way':<44}{'seconds':>9}{'a minute':>10}{'CPU s':>8}")
    root = COPY.parent / "ways"
    ways = {
        "papermill's command line": _command_line,
        "rapor run --each": _each,
        "rapor batch": _batch,
    }
    made = {name: _measured(root, 1, name, runs) for name, runs in ways.items()}
    if len({tuple(sorted(digests.items())) for digests in made.values()}) > 1:
        sys.exit("the ways do not give the same bytes")
    count = int(os.environ.get("CITIES", "4"))
    _measured(root, count, f"rapor batch, {count} cities", _batch)
    _measured(root, count, "  again, nothing to do", _again, fresh=False)


def _measured(root: Path, count: int, name: str, runs, *, fresh: bool = True) -> dict[str, str]:
    """Make the reports of some cities in one way; the digest of each file."""
    if fresh:
        shutil.rmtree(root, ignore_errors=True)
        many_cities.make(root, count)
    before, start = os.times(), time.perf_counter()
    runs(root)
    seconds, after = time.perf_counter() - start, os.times()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    reports = len([path for path in files_made(Home(root)) if path.suffix == ".pdf"])
    print(f"{name:<44}{seconds:>9.1f}{reports / seconds * 60:>10.1f}{cpu:>8.1f}", flush=True)
    marks = (".batch", "inputs.sha256")  # beside what was made: when, and from what
    return {
        path: digest
        for path, digest in bytes_made(Home(root)).items()
        if not any(mark in path for mark in marks)
    }


def _city(root: Path) -> str:
    return next(path.name for path in sorted((root / "data" / "raw").iterdir()))


def _run(root: Path, *command: str) -> None:
    environment = os.environ | {"RAPOR_HOME": str(root)}
    ended = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    if ended.returncode:
        sys.exit(ended.stderr.decode())


def _command_line(root: Path) -> None:
    """A process and a kernel for each notebook, as papermill's command line has."""
    city = _city(root)
    for notebook in ("01_clean", "02_validate"):
        _run(root, str(BIN / "rapor"), "run", notebook, "-p", "city", city)
    for notebook in ("03_evaluate", "04_report"):
        for year in YEARS:
            given = ("-p", "city", city, "-p", "year", year)
            _run(root, str(BIN / "rapor"), "run", notebook, *given)


def _each(root: Path) -> None:
    city = _city(root)
    for notebook in ("01_clean", "02_validate"):
        _run(root, str(BIN / "rapor"), "run", notebook, "-p", "city", city)
    for notebook, lists in (("03_evaluate", ["year"]), ("04_report", ["year", "language"])):
        each = [part for name in lists for part in ("--each", name)]
        _run(root, str(BIN / "rapor"), "run", notebook, "-p", "city", city, *each)


def _batch(root: Path) -> None:
    _run(root, str(BIN / "rapor"), "batch")


def _again(root: Path) -> None:
    _run(root, str(BIN / "rapor"), "batch", "--resume")
