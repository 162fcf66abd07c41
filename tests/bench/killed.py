"""Runs killed at random moments: are all files whole, and is the next run as if none was?

``make bench STEPS=killed``; ``KILLS=30 SEED=7 KILLED="ingest receive" make bench STEPS=killed`` for
more of some commands. Half of the runs are killed after some seconds, half just as some file is
being written. ``report`` and ``run`` begin in turn with a project where nothing has been made and
with one whose data have changed since; so does ``reports``, which is ``make reports`` with DVC.
"""

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from copies import bytes_made
from killing import check_whole, killed_when, left_over, start
from unfinished import PROJECTS, Project

from rapor.ground.paths import Home

KILLS = 5
"""Of each command."""


@dataclass(frozen=True)
class Trial:
    """A command undisturbed: the projects to begin with, what it makes of them, and how long."""

    project: Project
    starts: Sequence[Path]
    expected: dict[str, str]
    seconds: float


def main() -> None:
    """Kill, look, run again, compare; ends with exit code 1 at the first difference."""
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    chance = random.Random(seed)  # noqa: S311 nothing is kept secret by it
    print(f"seed {seed}")
    for name in (os.environ.get("KILLED") or " ".join(PROJECTS)).split():
        with tempfile.TemporaryDirectory() as folder:
            trial = _undisturbed(PROJECTS[name], Path(folder))
            for number in range(int(os.environ.get("KILLS") or KILLS)):
                home = Home(Path(folder) / f"killed-{number}")
                shutil.copytree(trial.starts[number // 2 % len(trial.starts)], home.root)
                print(f"{number + 1:>3} {name:<8}", end="", flush=True)
                _one(home, trial, _moment(chance, number, trial))
                shutil.rmtree(home.root)


def _undisturbed(project: Project, folder: Path) -> Trial:
    starts = project.starts(folder)
    home = Home(folder / "undisturbed")
    shutil.copytree(starts[0], home.root)
    begun = time.monotonic()
    _finish(home, project.command)
    seconds = time.monotonic() - begun
    expected = bytes_made(home, project.folders)
    print(f"undisturbed: {' '.join(project.command)}, {seconds:.1f} s, {len(expected)} files")
    return Trial(project, starts, expected, seconds)


def _moment(chance: random.Random, number: int, trial: Trial):
    """When to kill: after some seconds, or some milliseconds after some file was written."""
    if number % 2:
        limit = chance.uniform(0, trial.seconds)
        return lambda passed, _: passed > limit
    files, pause = chance.randrange(1, trial.project.writes), chance.uniform(0, 0.02)
    seen = []

    def due(passed: float, written: int) -> bool:
        if written >= files:
            seen.append(passed)
        return bool(seen) and passed - seen[0] >= pause

    return due


def _one(home: Home, trial: Trial, due) -> None:
    command, folders = trial.project.command, trial.project.folders
    running = killed_when(home, command, due, folders)
    whole, left = check_whole(home), len(left_over(home, folders))
    state = "killed" if running else "ended before"
    print(f"{state}: {whole} whole files, {left} under temporary names; ", end="", flush=True)
    _finish(home, command)
    made = bytes_made(home, folders)
    differ = sorted(
        name for name in trial.expected | made if made.get(name) != trial.expected.get(name)
    )
    if differ or left_over(home, folders):
        sys.exit(f"after the next run: {differ or left_over(home, folders)}")
    print("the next run: the same bytes")


def _finish(home: Home, command: tuple[str, ...]) -> None:
    child = start(home, command)
    if child.wait():
        sys.exit(f"{' '.join(command)} ended with {child.returncode}")


if __name__ == "__main__":
    main()
