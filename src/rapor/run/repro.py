"""Every stage with DVC, whatever a run that was killed, or a save during a run, has left.

This is what ``rapor reports`` runs. DVC notes what a stage has read when it
has ended: a file that is saved meanwhile would count as read, and its stage as done. So what the
stages read is taken down before the first begins, and those of which something else is there at the
end are run again; what a killed run has taken down says the same to the next one.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import psutil
import yaml

from rapor.ground.digests import combined, files_digest
from rapor.ground.errors import DataRejected, Problem
from rapor.ground.files import remove, write_text
from rapor.ground.paths import Home
from rapor.run.pipeline import CODE, STAGES, Stage, code_fingerprints
from rapor.run.settings import read_params

LOCK = "dvc.lock"
BEGUN = ".dvc/tmp/rapor-begun.json"
"""What the stages read when a run began that has not ended: SHA-256 by the stage's name."""

RUNNING = ".dvc/tmp/rwlock"
"""DVC's list of the stages that are running, by their process."""

_ROUNDS = 5
"""So often somebody saves a file during a run; who goes on is asked to stop."""

_PAUSE = 0.2
_EXECUTABLE = re.compile(r"^ *isexec: true\r?\n", re.MULTILINE)


def repro(home: Home) -> int:
    """Run ``dvc repro`` until every output is made from the files as they are; its exit code.

    Raises as ``read_params``, and ``DataRejected`` when somebody saves files all the time.
    """
    forget_half_written(home)
    forget_the_dead(home)
    if (home.root / CODE).is_file():
        write_text(home.root / CODE, code_fingerprints())
    code = _until_nothing_changes(home)
    forget_executables(home)
    return code


def _until_nothing_changes(home: Home) -> int:
    begun, now = _taken_down(home), _what_is_read(home)
    for _ in range(_ROUNDS):
        again = _differ(begun, now)
        if again:
            _tell(f"changed since they were begun, so once more: {', '.join(again)}")
        # a run that is killed now leaves to the next one what this one had to run again
        write_text(home.root / BEGUN, json.dumps(now | {name: begun[name] for name in again}))
        code = (_dvc(home, "--force", "--single-item", *again) if again else 0) or _dvc(home)
        begun, now = now, _what_is_read(home)
        if not _differ(begun, now):
            remove(home.root / BEGUN)
        if code or not _differ(begun, now):
            return code
    raise DataRejected(
        Problem(
            "data",
            f"saved during each of {_ROUNDS} runs",
            "files that stay as they are for a minute",
            "close what saves them, then run this again",
        )
    )


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


def _taken_down(home: Home) -> dict[str, str]:
    with suppress(OSError, ValueError):
        taken = json.loads((home.root / BEGUN).read_text(encoding="utf-8"))
        if isinstance(taken, dict):
            return taken
    return {}


def _what_is_read(home: Home) -> dict[str, str]:
    """SHA-256 of the sources of each stage by its name in DVC: data, code, notebook, lists."""
    digest = cache(lambda place: files_digest(home.root / place))
    return {
        name: combined(digest(place) for place in _sources(stage, city))
        for stage in STAGES
        for name, city in _names(home, stage)
    }


def _names(home: Home, stage: Stage) -> Iterator[tuple[str, str]]:
    if not stage.of_city:
        return iter([(stage.name, "")])
    return ((f"{stage.name}@{city}", city) for city in read_params(home).cities)


def _sources(stage: Stage, city: str) -> Iterator[str]:
    """Places that no other stage writes."""
    made = "data/processed"
    yield from (
        place.replace("{city}", city) for place in stage.reads if not place.startswith(made)
    )
    yield from (f"src/rapor/{folder}" for folder in stage.code)
    yield from ("params.yaml", f"notebooks/{stage.notebook}.ipynb")


def _differ(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Stages in their order that both know and of which they say different things."""
    return [name for name in after if before.get(name, after[name]) != after[name]]


def _dvc(home: Home, *options: str) -> int:
    command = [sys.executable, "-m", "dvc", "repro", *options]
    # the stages' own commands, also where nobody has activated the environment
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    env = {**os.environ, "PATH": path}
    return subprocess.run(command, cwd=home.root, env=env, check=False).returncode  # noqa: S603


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 progress is this line's purpose
