"""What Windows does otherwise, tried where there is none: no Unix module, no open file replaced."""

import ast
import os
import shutil
from pathlib import Path

import pytest

from rapor.ground.files import alone_in, write_bytes, write_text
from rapor.ground.together import write_together
from rapor.run import stages

UNIX = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "termios", "tty"}
"""Modules of the standard library that Windows does not have."""

ONLY_UNIX = {"fork", "forkpty", "getuid", "geteuid", "killpg", "setsid", "wait4", "mkfifo"}
"""Functions of ``os`` that it does not have: to be asked for before they are used."""


def test_no_module_is_imported_that_windows_does_not_have(imports):
    assert [
        name for name, of in imports.items() if UNIX & {name.split(".")[0] for name in of}
    ] == []


def test_a_function_that_windows_does_not_have_is_asked_for_first(modules):
    used = {
        (name, node.attr)
        for name, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
        and node.attr in ONLY_UNIX
    }
    asked = {
        (name, node.args[1].value)
        for name, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "hasattr"
        and isinstance(node.args[1], ast.Constant)
    }
    assert used - asked == set()


def test_no_text_is_read_or_written_in_the_systems_own_encoding(modules):
    """Windows' own has not every letter; a mode with 'b' has none."""
    careless = [
        f"{name}:{node.lineno}"
        for name, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("read_text", "write_text")
        and isinstance(node.func.value, ast.Name | ast.Attribute | ast.BinOp)
        and "encoding" not in {word.arg for word in node.keywords}
    ]
    assert careless == []


OPEN = Path("/proc/self/fd")


def held():
    """The files that this process has open, but for locks, which nobody replaces."""
    for handle in OPEN.iterdir():
        try:
            path = handle.readlink()
        except OSError:  # that of the list itself
            continue
        if path.is_absolute() and path.suffix != ".lock":
            yield path


def refuse(*places):
    """What Windows says of a file, or of a folder with one, that is open."""
    for place in (Path(os.path.realpath(folder)) for folder in places):
        if any(path == place or place in path.parents for path in held()):
            raise PermissionError(13, "another process is using this file", str(place))


def guarded(original):
    def call(*places, **options):
        if not options.get("dir_fd"):
            refuse(*(place for place in places if isinstance(place, str | os.PathLike)))
        return original(*places, **options)

    return call


@pytest.fixture
def _windows(monkeypatch):
    """Nobody replaces, renames or removes what this process has open."""
    if not OPEN.is_dir():
        pytest.skip("which files are open is not known here")
    for name in ("replace", "rename", "unlink", "remove", "rmdir"):
        monkeypatch.setattr(os, name, guarded(getattr(os, name)))


@pytest.mark.usefixtures("_windows")
def test_what_stands_for_windows_refuses_an_open_file(tmp_path):
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "b").write_bytes(b"")
    with (tmp_path / "b").open("rb"), pytest.raises(PermissionError):
        (tmp_path / "a").replace(tmp_path / "b")
    (tmp_path / "a").replace(tmp_path / "b")


@pytest.mark.usefixtures("_windows")
def test_files_are_closed_before_they_are_replaced(tmp_path):
    write_text(tmp_path / "x" / "a.txt", "one")
    write_bytes(tmp_path / "x" / "a.txt", b"two")
    assert (tmp_path / "x" / "a.txt").read_bytes() == b"two"
    with alone_in(tmp_path / "x"):
        write_text(tmp_path / "x" / "a.txt", "three")
    write_together(tmp_path / "x", {"a.txt": "four", "b/c.txt": "five"})
    assert (tmp_path / "x" / "b" / "c.txt").read_bytes() == b"five"


@pytest.mark.usefixtures("_windows")
def test_every_stage_replaces_closed_files_only(sample):
    city = "kota-uji"
    for _ in range(2):
        stages.clean(sample, city)
        stages.validate(sample, city)
        stages.evaluate(sample, city, 2022)
        page = stages.report(sample, city, 2022)
    assert {path.suffix for path in page.parent.glob("evaluasi.*")} >= {".html", ".docx", ".pdf"}
    shutil.rmtree(sample.root)
