"""Twenty runs killed at random moments: are all files whole, and is the next run as if none was?

``make bench STEPS=killed``, or ``KILLS=5 SEED=7 make bench STEPS=killed``. Half of the runs are
killed after some seconds, half just as some file is being written. Runs begin in turn with a
project where nothing has been made and with one whose data have changed since.
"""

import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from copies import bytes_made, copy_of_sample
from killing import check_whole, killed_when, left_over, start

from rapor.ground.paths import Home

CITY = "kota-contoh"
COMMANDS = (
    ("report", CITY, "2021"),
    ("run", "04_report", "-p", "city", CITY, "--each", "year", "--each", "language"),
)
KILLS = 20


def main() -> None:
    """Kill, look, run again, compare; ends with exit code 1 at the first difference."""
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    chance = random.Random(seed)  # noqa: S311 nothing is kept secret by it
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory() as folder:
        starts, expected, seconds = _undisturbed(Path(folder))
        for number in range(int(os.environ.get("KILLS") or KILLS)):
            command = COMMANDS[number % 2]
            home = Home(Path(folder) / f"killed-{number}")
            shutil.copytree(starts[number // 2 % 2], home.root)
            print(f"{number + 1:>3} {command[0]:<7}", end="", flush=True)
            _one(home, command, expected[command], _moment(chance, number, seconds[command]))
            shutil.rmtree(home.root)


def _undisturbed(folder: Path) -> tuple[list[Path], dict, dict]:
    """Two projects to begin with, what each command makes of them, and how long it takes."""
    fresh = _project(folder / "fresh")
    older = _project(folder / "older")
    realised = older.raw(CITY) / "realisation.csv"
    now = realised.read_text(encoding="utf-8")
    realised.write_text(now.replace("51,53", "50,00"), encoding="utf-8")
    expected, seconds = {}, {}
    for command in reversed(COMMANDS):
        _finish(older, command)
        home = Home(folder / command[0])
        shutil.copytree(fresh.root, home.root)
        begun = time.monotonic()
        _finish(home, command)
        seconds[command] = time.monotonic() - begun
        expected[command] = bytes_made(home)
        print(
            f"undisturbed: {command[0]}, {seconds[command]:.0f} s, {len(expected[command])} files"
        )
    realised.write_text(now, encoding="utf-8")
    return [fresh.root, older.root], expected, seconds


def _project(root: Path) -> Home:
    home = copy_of_sample(root)
    text = home.params.read_text(encoding="utf-8")
    text = text.replace("  - id\n", "  - id\n  - en\n").replace("  - 2023\n", "")
    home.params.write_text(text, encoding="utf-8")
    return home


def _moment(chance: random.Random, number: int, seconds: float):
    """When to kill: after some seconds, or some milliseconds after some file was written."""
    if number % 4 < 2:
        limit = chance.uniform(0, seconds)
        return lambda passed, _: passed > limit
    files, pause = chance.randrange(1, 60), chance.uniform(0, 0.02)
    seen = []

    def due(passed: float, written: int) -> bool:
        if written >= files:
            seen.append(passed)
        return bool(seen) and passed - seen[0] >= pause

    return due


def _one(home: Home, command: tuple[str, ...], expected: dict[str, str], due) -> None:
    running = killed_when(home, command, due)
    whole, left = check_whole(home), len(left_over(home))
    state = "killed" if running else "ended before"
    print(f"{state}: {whole} whole files, {left} under temporary names; ", end="", flush=True)
    _finish(home, command)
    made = bytes_made(home)
    differ = sorted(name for name in expected if made.get(name) != expected[name])
    if differ or left_over(home):
        sys.exit(f"after the next run: {differ or left_over(home)}")
    print("the next run: the same bytes")


def _finish(home: Home, command: tuple[str, ...]) -> None:
    child = start(home, command)
    if child.wait():
        sys.exit(f"{' '.join(command)} ended with {child.returncode}")


if __name__ == "__main__":
    main()
