"""Copies of the sample project to work on, and what a run makes of them."""

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from rapor.ground.paths import Home

REPOSITORY = Path(__file__).resolve().parents[1]
MADE = ("data/processed", "reports")
"""Folders that hold nothing but what runs make."""


def copy_of_sample(root: Path) -> Home:
    """The sample project without anything that was made from it by hand."""
    made = shutil.ignore_patterns("processed", "reports")
    return copy_of(REPOSITORY / "tests" / "sample", root, ignore=made)


def copy_of(project: Path, root: Path, **more: Any) -> Home:
    """A project's files without their times, which nothing of it goes by."""
    shutil.copytree(project, root, copy_function=shutil.copyfile, **more)
    return Home(root)


def with_its_tables(project: Path, root: Path) -> Home:
    """A copy, with the tables of the project itself: who makes one anew puts another in its place.

    Of a project's files most are tables, and a test that hands in a form changes none by hand.
    """

    def copied(source: str, target: str) -> None:
        (os.link if "processed" in Path(source).parts else shutil.copyfile)(source, target)

    shutil.copytree(project, root, copy_function=copied)
    return Home(root)


def put_city(home: Home, slug: str, name: str = "Kota Baru") -> None:
    """Make a city of a home, or give it another name."""
    facts = {"name": name, "province": "P", "code": "00.03", "reference": "T", "verified": True}
    folder = home.root / "data" / "raw" / slug
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "city.yaml").write_text(yaml.safe_dump(facts), encoding="utf-8")


def files_made(home: Home, folders: Sequence[str] = MADE) -> list[Path]:
    """Every file that runs have made, or left, in a project."""
    found = (path for folder in folders for path in (home.root / folder).rglob("*"))
    return sorted(path for path in found if path.is_file())


def bytes_made(home: Home, folders: Sequence[str] = MADE) -> dict[str, str]:
    """SHA-256 of each of them, by path below the project."""
    return {
        path.relative_to(home.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files_made(home, folders)
    }


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file in a folder and below it, by name or path."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
