"""Slips in every file that a person edits are read, or told in words, and never a traceback."""

import random

import pytest
from mutations import mutated
from typed_project import edited_files, read, typed_project

from rapor.ground.errors import DataRejected, RaporError
from rapor.run.listing import check

SLIPS = 3
"""Of each file; ``tests/bench/typed.py`` makes as many as one likes, and runs the rules too."""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return typed_project(tmp_path_factory.mktemp("typed") / "home")


def test_the_project_is_right_before_any_slip(home):
    read(home)
    names = {path.name for path in edited_files(home)}
    assert {"params.yaml", "tables.yaml", "sources.yaml", "realisation.csv"} <= names


def test_a_broken_reference_file_is_told_by_a_plain_check_whoever_needs_it(home):
    files = [path for path in edited_files(home) if home.reference in path.parents]
    assert {"documents.yaml", "surveys.yaml", "headers.yaml"} <= {path.name for path in files}
    for path in files:
        whole = path.read_bytes()
        path.write_text("a: b: c\n", encoding="utf-8")
        try:
            told = str(*check(home, [])[1][:1])
        except DataRejected as refused:
            told = str(refused)
        finally:
            path.write_bytes(whole)
        assert path.name in told


@pytest.mark.parametrize(
    ("file", "line", "slip", "told"),
    [
        ("benchmarks.yaml", "indicator: rb_index", "indicator: rbi_ndex", "rbi_ndex"),
        ("surveys/skm.yaml", "indicator: sakip_score", "indicator: skaip_score", "skaip_score"),
        ("ranking.yaml", "statement: Faktor 1,25", "statement: Faktor 1,52", "without 1,25"),
        ("ranking.yaml", "factor: 1.1", "factor: 11", "statement_en without 11"),
        ("levels.yaml", "  above: agency\n", "", "unit: no above"),
        ("obstacles.yaml", "outside_cause:", "outside_cuase:", "'outside_cause', as its name_en"),
        ("surveys.yaml", "    telephone: [", "    telephoen: [", "no heads of 'telephone'"),
        ("surveys/skm.yaml", "conversion: 25", "conversion: 20", "'A' of rb_grade begins at 80"),
    ],
)
def test_what_two_places_say_otherwise_is_told_by_a_plain_check(home, file, line, slip, told):
    path = home.reference / file
    whole = path.read_text(encoding="utf-8")
    assert line in whole
    path.write_text(whole.replace(line, slip), encoding="utf-8")
    try:
        said = "\n".join(map(str, check(home, [])[1]))
    except DataRejected as refused:
        said = str(refused)
    finally:
        path.write_text(whole, encoding="utf-8")
    assert told in said


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
