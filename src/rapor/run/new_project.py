"""A project folder of one's own, from the installed package alone: ``rapor init FOLDER``.

It has what the repository has beside the code: settings, notebooks, the national catalogue, the
pipeline, and an invented city to try everything with. The folder appears as a whole or not at all.
"""

import shutil
import tempfile
from pathlib import Path

import nbformat

from rapor.ground.errors import MissingInput, Problem, UsageError, cannot
from rapor.ground.files import write_text
from rapor.ground.paths import EXAMPLE, REFERENCE, SHIPPED, Home
from rapor.ground.project_files import files_below, stored
from rapor.run.parameters import TAG
from rapor.run.pipeline import CODE, code_fingerprints, dvc_yaml
from rapor.run.schemas import write_schemas

EXAMPLE_CITY = "kota-contoh"

_IGNORED = """\
/data/processed/
/reports/
/requests/
/exports/
/respondents/
.ipynb_checkpoints
.~lock.*#
~$*
"""
_DVC = """\
[core]
    analytics = false
    check_update = false
    autostage = false
"""
_WITHOUT_GIT = """\
[core]
    no_scm = true
"""


def new_project(folder: Path) -> Home:
    """Make a project folder; returns its home.

    Raises ``UsageError`` for a folder that holds something, ``MissingInput`` where the machine
    refuses.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise UsageError(
            Problem(
                folder.name,
                "there is something in it" if folder.is_dir() else "is a file",
                "a folder that is not there yet, or is empty",
                "name another folder",
            )
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".rapor-") as beside:
            made = Path(beside) / "project"
            _fill(Home(made), with_git=_has_git(folder))
            if folder.is_dir():
                folder.rmdir()  # an empty one: a folder cannot replace it on every system
            made.replace(folder)
    except OSError as error:
        raise MissingInput(cannot(error, folder, "written")) from None
    return Home(folder.resolve())


def _has_git(folder: Path) -> bool:
    """Whether the folder will lie in a repository, also in one that is made above it."""
    return any((above / ".git").exists() for above in folder.absolute().parents)


def _fill(home: Home, *, with_git: bool) -> None:
    for path in files_below(EXAMPLE):
        _copy(path, home.root / path.relative_to(EXAMPLE))
    for path in files_below(SHIPPED / REFERENCE):
        _copy(path, home.root / path.relative_to(SHIPPED))
    for path in stored(SHIPPED / "notebooks", "*.ipynb"):
        write_text(home.root / "notebooks" / path.name, _of_the_example(path))
    _copy(SHIPPED / "notebooks" / "own" / "README.md", home.own_notebooks / "README.md")
    for name in (".dvcignore", ".gitattributes", ".dvc/plots/by_city.json"):
        _copy(SHIPPED / name, home.root / name)
    write_text(home.root / ".gitignore", _IGNORED)
    write_text(home.root / ".dvc" / "config", _DVC)
    write_text(home.root / ".dvc" / ".gitignore", "/config.local\n/tmp\n/cache\n")
    if not with_git:
        write_text(home.root / ".dvc" / "config.local", _WITHOUT_GIT)
    write_text(home.root / "dvc.yaml", dvc_yaml(installed=True))
    write_text(home.root / CODE, code_fingerprints())
    write_schemas(home)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _of_the_example(path: Path) -> str:
    """A notebook without outputs, whose default city is the one that there is."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if TAG in cell.metadata.get("tags", []):
            lines = cell.source.split("\n")
            cell.source = "\n".join(_default(line) for line in lines)
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


def _default(line: str) -> str:
    name, is_set, rest = line.partition(" = ")
    if not is_set or name.partition(":")[0] != "city":
        return line
    _, comment_sign, comment = rest.partition("  #")
    return f'{name} = "{EXAMPLE_CITY}"{comment_sign}{comment}'
