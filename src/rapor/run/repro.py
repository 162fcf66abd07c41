"""Every report, and DVC's note of it, whatever a run that was killed or a save meanwhile has left.

This is what ``rapor reports`` runs. The stages are run by a batch, many notebooks at a time, which
keeps what each was made from, as it was before it began. What it made, DVC then notes in its lock
file, as it does when it has run the stages itself.
"""

import json
import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import yaml

from rapor.ground.digests import combined, files_digest
from rapor.ground.files import remove, write_text
from rapor.ground.paths import Home
from rapor.run.city_steps import make_all
from rapor.run.pipeline import CODE, WRITTEN, code_fingerprints, dvc_yaml
from rapor.run.settings import read_params

LOCK = "dvc.lock"
_NOTED = "data/processed/.batch/dvc.sha256"
"""DVC's files as they were when it had noted the last run."""

RUNNING = ".dvc/tmp/rwlock"
"""DVC's list of the stages that are running, by their process."""

_PAUSE = 0.2
_EXECUTABLE = re.compile(r"^ *isexec: true\r?\n", re.MULTILINE)


def repro(home: Home) -> int:
    """Make all that is not up to date, and let DVC note it; DVC's exit code.

    Raises as ``make_all``; DVC then notes nothing.
    """
    forget_half_written(home)
    forget_the_dead(home)
    fit_stages(home)
    made = make_all(home, os.cpu_count() or 1)
    noted, now = home.root / _NOTED, _of_dvc(home)
    if not made and noted.is_file() and noted.read_text(encoding="utf-8") == now:
        return 0
    code = _dvc(home)
    forget_executables(home)
    if not code:
        write_text(noted, _of_dvc(home))
    return code


def fit_stages(home: Home) -> None:
    """Write ``dvc.yaml`` for as many cities as there are, where the project has one of ours.

    So with the fingerprints of the code, where the project has none of its own.
    """
    installed = (home.root / CODE).is_file()
    if installed:
        write_text(home.root / CODE, code_fingerprints())
    path, text = home.root / "dvc.yaml", dvc_yaml(read_params(home).cities, installed=installed)
    present = path.read_text(encoding="utf-8") if path.is_file() else ""
    if present.startswith(WRITTEN) and present != text:
        write_text(path, text)


def _of_dvc(home: Home) -> str:
    return combined(files_digest(home.root / name) for name in (LOCK, "dvc.yaml"))


def forget_executables(home: Home) -> None:
    """Take from ``dvc.lock`` which files are executable: file systems differ in it, no output does.

    Each shared folder and each system would otherwise write a lock file of its own.
    """
    path = home.root / LOCK
    if path.is_file():
        text = path.read_bytes().decode("utf-8")
        kept = _EXECUTABLE.sub("", text)
        if kept != text:
            write_text(path, kept)


def forget_half_written(home: Home) -> None:
    """Remove a ``dvc.lock`` that a killed run left half: every stage runs, with the same end."""
    path = home.root / LOCK
    if path.is_file() and not _is_whole(path):
        _tell(f"{LOCK} is not whole: every stage is run")
        remove(path)


def _is_whole(path: Path) -> bool:
    """Whether DVC can read its lock file: entries of stages, each with its command and files."""
    try:
        stages = yaml.safe_load(path.read_bytes())["stages"]
        files = [
            file
            for stage in stages.values()
            for file in [*stage.get("deps", ()), *stage.get("outs", ())]
        ]
        return all(stage["cmd"] for stage in stages.values()) and all(
            isinstance(file["path"], str) and isinstance(file["md5"], str) for file in files
        )
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, AttributeError):
        return False


def forget_the_dead(home: Home) -> None:
    """Take from DVC's list of running stages those whose process is not one of DVC's.

    A killed run may leave the list cut off, or with a number that another process has since got;
    DVC would stop at both. A list that is being written just now is whole in a moment.
    """
    path = home.root / RUNNING
    for last in (False, False, True):
        try:
            running = json.loads(path.read_text(encoding="utf-8"))
            kept = {
                mode: {place: alive for place, who in places.items() if (alive := _alive(who))}
                for mode, places in running.items()
            }
        except FileNotFoundError:
            return
        except (ValueError, AttributeError, TypeError, KeyError):
            if last:
                remove(path)
            time.sleep(_PAUSE)
            continue
        if kept != running:
            write_text(path, json.dumps(kept))
        return


def _alive(who: Any) -> Any:
    """Of one process, or of a list of them, those that live and are DVC."""
    if isinstance(who, list):
        return [process for process in who if _alive(process)]
    with suppress(psutil.Error):
        if any("dvc" in word for word in psutil.Process(who["pid"]).cmdline()):
            return who
    return None


def _dvc(home: Home) -> int:
    command = [sys.executable, "-m", "dvc", "commit", "--force", "--quiet"]
    return subprocess.run(command, cwd=home.root, check=False).returncode  # noqa: S603 our own


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 progress is this line's purpose
