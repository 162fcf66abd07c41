"""The same bytes whoever runs it and wherever: folders, users, time zones, locales, seeds, cores.

``make bench STEPS=environments`` on the sample project; ``CITY=bengkulu YEAR=2023 make bench
STEPS=environments`` on a city of the repository. Every surrounding makes a report, the
notebooks of all years and the page between cities, in a project that has nothing made.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from copies import REPOSITORY, bytes_made, copy_of_sample
from killing import RAPOR

from rapor.ground.paths import Home

CITY, YEAR = "kota-contoh", "2021"
SETTINGS = "font.size: 31\naxes.facecolor: red\nsvg.fonttype: none\nsavefig.dpi: 17\n"
"""A user's own settings of the charts' library, which must not reach a report."""
STARTUP = "print('from the user')\nimport pandas; pandas.set_option('display.precision', 1)\n"


@dataclass(frozen=True)
class Surrounding:
    """Where and as whom the commands run; ``variables`` are of the environment."""

    name: str
    folder: str = "project"
    jobs: str = "2"
    umask: int = 0o022
    own_settings: bool = False
    variables: dict[str, str] = field(default_factory=dict)


def seeded(seed: str, zone: str, **others: str) -> dict[str, str]:
    """Variables of a surrounding."""
    return {"PYTHONHASHSEED": seed, "TZ": zone, **others}


SURROUNDINGS = (
    Surrounding("plain", variables=seeded("0", "UTC", LC_ALL="C.UTF-8")),
    Surrounding(
        "another folder, the east, one kernel",
        folder="Proyék kota \u2013 \u4e2d {x} 'y'",
        jobs="1",
        umask=0o077,
        variables=seeded("1", "Pacific/Kiritimati", OMP_NUM_THREADS="1", LC_ALL="C.UTF-8"),
    ),
    Surrounding(
        "another user with settings of their own, half an hour beside, Turkish",
        umask=0o000,
        own_settings=True,
        variables=seeded("random", "America/St_Johns", LC_ALL="tr_TR.UTF-8", USER="ayşe"),
    ),
    Surrounding(
        "ASCII, German, narrow, four threads",
        folder="a/b/c",
        variables=seeded(
            "4294967295", "Asia/Kathmandu", LC_ALL="C", LANG="de_DE.UTF-8", PYTHONUTF8="0",
            PYTHONCOERCECLOCALE="0", OMP_NUM_THREADS="4", COLUMNS="30", SOURCE_DATE_EPOCH="0",
        ),
    ),
)  # fmt: skip


def main() -> None:
    """Run in every surrounding and compare with the first; exit code 1 where a byte differs."""
    city, year = os.environ.get("CITY") or CITY, os.environ.get("YEAR") or YEAR
    expected: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, one in enumerate(SURROUNDINGS):
            begun = time.monotonic()
            made = _made(one, Path(folder) / str(number), city, year)
            expected = expected or made
            differ = sorted(
                name for name in {*expected, *made} if expected.get(name) != made.get(name)
            )
            seconds = time.monotonic() - begun
            print(f"{one.name}: {len(made)} files, {seconds:.0f} s, {differ or 'the same bytes'}")
            if differ:
                sys.exit(1)


def _made(one: Surrounding, place: Path, city: str, year: str) -> dict[str, str]:
    home = _project(place / one.folder, city)
    for command in (
        ("report", city, year),
        ("run", "04_report", "-p", "city", city, "--each", "year", "--each", "language"),
        ("run", "05_compare", "-p", "year", year),
        ("site",),
    ):
        with_jobs = ("--jobs", one.jobs) if command[0] == "run" else ()
        done = subprocess.run(
            [RAPOR, *command, *with_jobs, "--home", home.root],
            cwd=_elsewhere(place, own_settings=one.own_settings),
            env=_variables(place, one),
            umask=one.umask,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{one.name}: {' '.join(command)}\n{done.stderr.decode(errors='replace')}")
    return bytes_made(home)


def _project(root: Path, city: str) -> Home:
    root.parent.mkdir(parents=True)
    if city == CITY:
        return copy_of_sample(root)
    for name in ("data/raw", "data/reference", "notebooks"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "params.yaml", root)
    return Home(root)


def _variables(place: Path, one: Surrounding) -> dict[str, str]:
    """Nothing of whoever measures, but for where programs are."""
    return {"PATH": os.environ["PATH"], "HOME": str(place / "user"), **one.variables}


def _elsewhere(place: Path, *, own_settings: bool) -> Path:
    """A folder to run in, and a user's home, with or without settings of their own."""
    user, folder = place / "user", place / "elsewhere"
    for path in (user, folder):
        path.mkdir(exist_ok=True)
    if own_settings:
        for name, text in (
            (user / ".config/matplotlib/matplotlibrc", SETTINGS),
            (folder / "matplotlibrc", SETTINGS),
            (user / ".ipython/profile_default/startup/00.py", STARTUP),
        ):
            name.parent.mkdir(parents=True, exist_ok=True)
            name.write_text(text, encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
