"""Slips in every file that a person edits are read, or told in words, and never a traceback."""

import random

import pytest
from mutations import mutated
from typed_project import edited_files, read, typed_project

from rapor.ground.errors import RaporError

SLIPS = 3
"""Of each file; ``tests/bench/typed.py`` makes as many as one likes, and runs the rules too."""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return typed_project(tmp_path_factory.mktemp("typed") / "home")


def test_the_project_is_right_before_any_slip(home):
    read(home)
    names = {path.name for path in edited_files(home)}
    assert {"params.yaml", "tables.yaml", "sources.yaml", "realisation.csv"} <= names


def test_a_slip_in_any_file_is_read_or_told(home):
    told = 0
    for path in edited_files(home):
        whole, name = path.read_bytes(), path.relative_to(home.root).as_posix()
        for number in range(SLIPS):
            chance = random.Random(f"{name} {number}")  # noqa: S311 - no secret hangs on it
            content, slip = mutated(whole.decode(), chance)
            path.write_bytes(content)
            try:
                read(home)
            except RaporError as refused:
                told += bool(str(refused).strip())
            except Exception as error:  # noqa: BLE001 - whatever it is, it names the slip
                pytest.fail(f"{name}: {slip}: {error!r}")
            finally:
                path.write_bytes(whole)
    assert told > len(edited_files(home))
