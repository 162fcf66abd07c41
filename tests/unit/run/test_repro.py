"""'make reports' ends with the files as they are, whatever a killed run or a save has left."""

import json
import os
from types import SimpleNamespace

import pytest
import yaml

from rapor.ground.errors import DataRejected, Problem
from rapor.run import repro as module
from rapor.run.pipeline import WRITTEN, dvc_yaml
from rapor.run.repro import (
    LOCK,
    RUNNING,
    forget_executables,
    forget_half_written,
    forget_the_dead,
    repro,
)

CITY = "kota-uji"


@pytest.fixture
def run(monkeypatch):
    """In place of batch and DVC: how many steps there are to make, and how often DVC has noted."""
    asked = SimpleNamespace(steps=0, noted=0, code=0)

    def note(home):
        asked.noted += 1
        (home.root / LOCK).write_text("stages: {}\n", encoding="utf-8")
        return asked.code

    monkeypatch.setattr(module, "make_all", lambda *_: asked.steps)
    monkeypatch.setattr(module, "_dvc", note)
    return asked


def test_dvc_notes_what_was_made_and_is_not_asked_where_nothing_was(sample, run):
    run.steps = 3
    assert (repro(sample), run.noted) == (0, 1)
    run.steps = 0
    assert (repro(sample), run.noted) == (0, 1)
    (sample.root / LOCK).unlink()
    assert (repro(sample), run.noted) == (0, 2)


def test_what_dvc_could_not_note_it_is_asked_to_note_again(sample, run):
    run.steps, run.code = 3, 255
    assert (repro(sample), run.noted) == (255, 1)
    run.steps, run.code = 0, 0
    assert (repro(sample), run.noted) == (0, 2)


def test_a_city_that_is_refused_leaves_dvcs_note_as_it_was(sample, run, monkeypatch):
    def refuse(*_):
        raise DataRejected(Problem("data", "is wrong"))

    monkeypatch.setattr(module, "make_all", refuse)
    with pytest.raises(DataRejected):
        repro(sample)
    assert run.noted == 0


@pytest.mark.usefixtures("run")
def test_the_stages_fit_the_number_of_cities_where_dvc_is_used(sample):
    path = sample.root / "dvc.yaml"
    repro(sample)
    assert not path.exists()
    for text, left in ((f"{WRITTEN}stages: {{}}\n", dvc_yaml()), ("stages: {}\n", "stages: {}\n")):
        path.write_text(text, encoding="utf-8")
        repro(sample)
        assert path.read_text(encoding="utf-8") == left


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
