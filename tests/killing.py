"""Ending a run with SIGKILL, kernels included, and looking at what it leaves behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import psutil
from copies import MADE, files_made
from formats import opened

from rapor.ground.files import LOCK, PART
from rapor.ground.paths import Home
from rapor.ground.tables import ACCEPTED, EVALUATION, TIDY, Check, Finding, read_table

RAPOR = Path(sys.executable).parent / "rapor"
REPORTS = ("reports",)
"""What ``make reports`` runs, in a project with DVC."""


def start(home: Home, command: Sequence[str]) -> subprocess.Popen:
    """Start a command on a project, in a process group of its own and silent."""
    return subprocess.Popen(
        [RAPOR, *command, "--home", home.root],
        cwd=home.root,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill(child: subprocess.Popen) -> None:
    """SIGKILL for the command and for every process that it has started."""
    try:
        started = psutil.Process(child.pid).children(recursive=True)
        os.killpg(child.pid, signal.SIGKILL)
    except (psutil.NoSuchProcess, ProcessLookupError):
        started = []
    for process in started:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    child.wait()


def killed_when(
    home: Home,
    command: Sequence[str],
    due: Callable[[float, int], bool],
    folders: Sequence[str] = MADE,
) -> bool:
    """Run a command until ``due`` says so of the seconds and of the files written; then kill it.

    Files are those of ``folders``. Returns whether it was still running.
    """
    before, written = _state(home, folders), 0
    child, begun = start(home, command), time.monotonic()
    while child.poll() is None:
        now = _state(home, folders)
        written += len(now - before)
        before = now
        if due(time.monotonic() - begun, written):
            break
        time.sleep(0.002)
    running = child.poll() is None
    kill(child)
    return running


def _state(home: Home, folders: Sequence[str]) -> set[tuple[str, int, int]]:
    """Name, inode and size of every file made: a file written anew is another one."""
    while True:
        with suppress(FileNotFoundError):  # a folder or file that has just gone: look again
            every = ((path, path.stat()) for path in files_made(home, folders))
            return {(path.name, about.st_ino, about.st_size) for path, about in every}


def left_over(home: Home, folders: Sequence[str] = MADE) -> list[Path]:
    """Files under a temporary name, or below a folder that has one."""
    every = (path.relative_to(home.root) for path in files_made(home, folders))
    return [path for path in every if _is_hidden(path) and path.name != ".gitignore"]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def check_whole(home: Home) -> int:
    """Every file under its own name is whole; returns how many there are."""
    written = {**TIDY, **EVALUATION, "findings": Finding, "checks": Check}
    whole = 0
    for path in files_made(home):
        if path.name.startswith("."):
            assert path.name.endswith(PART) or path.name in (LOCK, ".gitignore"), path
            continue
        if path.parent.name == "reports":  # the page of all reports, which loads the list beside it
            assert path.read_text(encoding="utf-8").rstrip().endswith(("</html>", ";")), path
        else:
            opened.__wrapped__(path)
        whole += 1
        if path.suffix == ".csv" and "processed" in path.parts:
            models = ACCEPTED if path.parent.name == "accepted" else written
            read_table(models[path.stem], path.parent, "", "")
    return whole
