"""What belongs to a project, and what editors, systems and killed runs leave beside it."""

import pathspec
import pytest

from rapor.ground.digests import data_digest
from rapor.ground.project_files import LEFT_BEHIND, data_files, is_left_behind, stored

LEFT = (
    ".3.7.csv.x1y2.part",
    ".3.7.csv.swp",
    ".3.7.csv.swo",
    ".~lock.3.7.csv#",
    ".#3.7.csv",
    "#3.7.csv#",
    "._3.7.csv",
    ".DS_Store",
    ".lock",
    ".together.part",
    ".ipynb_checkpoints",
    "3.7.csv~",
    "3.7.csv.bak",
    "3.7.bak",
    "3.7.csv.orig",
    "3.7.csv.rej",
    "lu1234.tmp",
    "~$3.7.csv",
    "Thumbs.db",
    "desktop.ini",
    "Desktop.ini",
    "__MACOSX",
    "__pycache__",
)
MEANT = ("3.7.csv", "3.7 (1).csv", "3.7-copy.csv", "3.7.CSV", "2021.MD", "notes", "a.b.yaml")
"""Names that somebody gave on purpose, some of them wrong: those are told and not passed over."""


@pytest.mark.parametrize("name", LEFT)
def test_what_nobody_made_on_purpose_is_none_of_the_projects_files(name):
    assert is_left_behind(name)


@pytest.mark.parametrize("name", MEANT)
def test_a_file_that_looks_meant_is_one(name):
    assert not is_left_behind(name)


@pytest.mark.parametrize("ignoring", [".dvcignore", ".gitignore"])
def test_dvc_and_git_pass_over_the_same_files_beside_the_data(repository, ignoring):
    lines = (repository / ignoring).read_text(encoding="utf-8").splitlines()
    passed_over = pathspec.GitIgnoreSpec.from_lines(lines)
    for folder in ("data/raw/kota-contoh/tables", "data/reference", "data/raw/kota-contoh"):
        assert [name for name in LEFT if not passed_over.match_file(f"{folder}/{name}")] == []
        assert [name for name in MEANT if passed_over.match_file(f"{folder}/{name}")] == []


def test_each_pattern_is_one_of_dvcs(repository):
    lines = (repository / ".dvcignore").read_text(encoding="utf-8").splitlines()
    assert [name for name in LEFT_BEHIND if name not in lines and f"\\{name}" not in lines] == []


def test_data_is_what_people_write_and_nothing_that_was_left_behind(tmp_path):
    for name in ("a.csv", "b.yaml", "notes/c.md", "scan.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    before = data_digest(tmp_path)
    for name in LEFT:
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "notes" / ".ipynb_checkpoints").mkdir()
    (tmp_path / "notes" / ".ipynb_checkpoints" / "a-checkpoint.csv").write_text("x")
    files = [path.relative_to(tmp_path).as_posix() for path in data_files(tmp_path)]
    assert files == ["a.csv", "b.yaml", "notes/c.md"]
    assert data_digest(tmp_path) == before


def test_a_folder_lists_its_files_by_name_and_one_that_is_not_there_none(tmp_path):
    for name in ("b.csv", "a.csv", ".b.csv.swp", "c.yaml"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in stored(tmp_path, "*.csv")] == ["a.csv", "b.csv"]
    assert stored(tmp_path / "nowhere") == []
