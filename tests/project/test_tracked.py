"""What must not stand in any file that is handed on."""

import os
import re
import stat
from pathlib import Path

import pytest

MACHINE = re.compile(r"(?<![\w.:/<])/(?:home|Users|root|work|tmp|var|opt|private)/[\w.]")
INDEX = re.compile(
    r"https?://[^\s\"']*(?:/simple\b|pypi|pythonhosted)|--(?:extra-)?index-url\s*=?\s*\S",
    re.IGNORECASE,
)
OPEN = re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b")
TEXT = {"", ".py", ".md", ".toml", ".yaml", ".yml", ".lock", ".ipynb", ".csv", ".txt", ".po"}
TEXT |= {".html", ".css", ".js", ".j2", ".json", ".cfg"}


@pytest.fixture(scope="session")
def texts(repository, tracked):
    return {
        name: (repository / name).read_text(encoding="utf-8")
        for name in tracked
        if Path(name).suffix in TEXT
    }


def test_no_file_carries_a_path_of_a_machine(texts):
    untracked = [
        f"{name}: {match.group()}"
        for name, text in texts.items()
        if not name.startswith("tests/")
        for match in MACHINE.finditer(text)
    ]
    assert untracked == []


def test_no_file_carries_this_machines_own_path(repository, texts):
    here = (f"{repository.parent}{os.sep}", f"{Path.home()}{os.sep}")
    assert [name for name, text in texts.items() if any(path in text for path in here)] == []


def test_no_file_names_a_package_index(texts):
    own = "tests/project/test_tracked.py"
    assert [name for name, text in texts.items() if INDEX.search(text) and name != own] == []


def test_nothing_is_left_open(texts):
    marked = [name for name, text in texts.items() if name.endswith(".py") and OPEN.search(text)]
    assert marked == []


def test_text_files_end_their_lines_the_same_way(repository, texts):
    wrong = [name for name in texts if b"\r" in (repository / name).read_bytes()]
    assert wrong == []


def test_no_dependency_of_the_pipeline_is_executable(repository, tracked):
    executable = [name for name in tracked if (repository / name).stat().st_mode & stat.S_IXUSR]
    assert set(executable) <= {".ci/run"}
