"""'make reports' ends with the files as they are, whatever a killed run or a save has left."""

import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from rapor.ground.errors import DataRejected
from rapor.run import repro as module
from rapor.run.repro import (
    BEGUN,
    LOCK,
    RUNNING,
    forget_executables,
    forget_half_written,
    forget_the_dead,
    repro,
)

CITY = "kota-uji"
NOTE = f"data/raw/{CITY}/notes/2022.md"
OF_THE_CITY = [f"{stage}@{CITY}" for stage in ("clean", "validate", "evaluate", "report")]


@pytest.fixture
def dvc(sample, monkeypatch):
    """DVC's place: what it is asked, and what happens meanwhile."""
    asked, meanwhile = [], []

    def run(_, *options):
        asked.append(list(options))
        return meanwhile.pop(0)() or 0 if meanwhile else 0

    monkeypatch.setattr(module, "_dvc", run)
    (sample.root / ".dvc" / "tmp").mkdir(parents=True)
    return asked, meanwhile


def save(sample, text, name=NOTE):
    (sample.root / name).parent.mkdir(exist_ok=True)
    (sample.root / name).write_text(text, encoding="utf-8")


def test_when_nothing_is_saved_meanwhile_dvc_runs_once(sample, dvc):
    assert repro(sample) == 0
    assert dvc[0] == [[]]
    assert not (sample.root / BEGUN).exists()


def test_what_read_a_file_that_was_saved_meanwhile_is_run_again(sample, dvc):
    asked, meanwhile = dvc
    meanwhile.append(lambda: save(sample, "saved"))
    assert repro(sample) == 0
    assert asked == [[], ["--force", "--single-item", *OF_THE_CITY, "compare", "site"], []]
    assert not (sample.root / BEGUN).exists()


@pytest.mark.parametrize("left", [".2022.md.swp", "2022.md~", ".~lock.2022.md#"])
def test_what_an_editor_leaves_meanwhile_runs_nothing_again(sample, dvc, left):
    asked, meanwhile = dvc
    meanwhile.append(lambda: save(sample, "x", f"data/raw/{CITY}/notes/{left}"))
    repro(sample)
    assert asked == [[]]


def test_a_killed_run_tells_the_next_what_it_had_read(sample, dvc):
    asked, meanwhile = dvc

    def killed():
        save(sample, "saved, and counted by DVC as read")
        raise KeyboardInterrupt

    meanwhile.append(killed)
    with pytest.raises(KeyboardInterrupt):
        repro(sample)
    meanwhile.append(killed)
    asked.clear()
    with pytest.raises(KeyboardInterrupt):
        repro(sample)
    asked.clear()
    assert repro(sample) == 0
    assert asked[0][:2] == ["--force", "--single-item"]
    assert asked[0][2:6] == OF_THE_CITY
    assert not (sample.root / BEGUN).exists()


def test_a_run_that_fails_ends_with_dvcs_exit_code(sample, dvc):
    dvc[1].append(lambda: 255)
    assert repro(sample) == 255
    assert not (sample.root / BEGUN).exists()


def test_who_saves_all_the_time_is_asked_to_stop(sample, dvc):
    dvc[1].extend(lambda number=number: save(sample, str(number)) for number in range(20))
    with pytest.raises(DataRejected, match="saved during each of 5 runs"):
        repro(sample)


WHOLE = {
    "schema": "2.0",
    "stages": {"clean@x": {"cmd": "rapor", "outs": [{"path": "a", "hash": "md5", "md5": "0"}]}},
}


def test_a_lock_file_that_is_cut_off_anywhere_is_forgotten_or_readable(sample):
    path, text = sample.root / LOCK, yaml.safe_dump(WHOLE)
    path.write_text(text, encoding="utf-8")
    forget_half_written(sample)
    assert path.read_text(encoding="utf-8") == text
    for length in range(len(text)):
        path.write_text(text[:length], encoding="utf-8")
        forget_half_written(sample)
        if path.exists():
            stages = yaml.safe_load(path.read_bytes())["stages"]
            assert all(stage["cmd"] for stage in stages.values())
    for text in ("<<<<<<< HEAD\n", "\0", "[1"):
        path.write_text(text, encoding="utf-8")
        forget_half_written(sample)
        assert not path.exists()


def running(sample, text):
    path = sample.root / RUNNING
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    forget_the_dead(sample)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


@pytest.mark.parametrize("text", ["", "{", '{"read": {"a": [{"pid"', "[]", '{"read": 3}', "null"])
def test_a_list_of_running_stages_that_was_cut_off_is_forgotten(sample, monkeypatch, text):
    monkeypatch.setattr(module, "_PAUSE", 0)
    assert running(sample, text) is None


def test_a_number_that_another_process_has_since_got_is_forgotten(sample, monkeypatch):
    ours = {"pid": os.getpid(), "cmd": "dvc repro"}
    text = json.dumps({"write": {"/a": ours}, "read": {"/b": [ours, {"pid": 2**22 + 1}]}})
    assert running(sample, text) == {"write": {}, "read": {}}
    monkeypatch.setattr(module.psutil.Process, "cmdline", lambda _: ["python", "-m", "dvc"])
    assert running(sample, text) == {"write": {"/a": ours}, "read": {"/b": [ours]}}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_executable_bits_are_no_part_of_the_lock_file(sample, end):
    path = sample.root / LOCK
    bit = "      isexec: true"
    lines = ["    - path: a", "      md5: '0'", bit, "    - path: isexec: true", ""]
    path.write_bytes(end.join(lines).encode())
    forget_executables(sample)
    kept = [line for line in lines if line != bit]
    assert path.read_bytes() == end.join(kept).encode()
    path.unlink()
    forget_executables(sample)
    assert not path.exists()


def test_the_stages_find_their_command_where_nobody_has_activated_the_environment(
    sample, monkeypatch
):
    asked = {}
    monkeypatch.setenv("PATH", "elsewhere")
    monkeypatch.setattr(module.sys, "executable", str(Path("env") / "bin" / "python"))
    run = lambda *_, env, **__: asked.update(env) or SimpleNamespace(returncode=0)  # noqa: E731
    monkeypatch.setattr(module.subprocess, "run", run)
    assert module._dvc(sample) == 0
    assert asked["PATH"].split(os.pathsep) == [str(Path("env") / "bin"), "elsewhere"]
