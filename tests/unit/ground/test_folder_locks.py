"""One run at a time in a folder: waited for, told, and free when its holder is dead."""

import subprocess
import sys
import threading
import time

import pytest

from rapor.ground.errors import MissingInput
from rapor.ground.files import alone_in

HOLD = (
    "import sys, time; from pathlib import Path; from rapor.ground.files import alone_in\n"
    "with alone_in(Path(sys.argv[1])): print('in', flush=True); time.sleep(60)\n"
)


@pytest.fixture
def other_run(tmp_path):
    """Another process that stays in the folder."""
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE) as run:
        assert run.stdout.readline() == b"in\n"
        yield run
        run.kill()


def test_a_run_that_stays_is_told_and_not_waited_for_without_end(tmp_path, other_run):
    with (
        pytest.raises(MissingInput, match="another run has been writing here for more than 0"),
        alone_in(tmp_path, seconds=0.1),
    ):
        pytest.fail("two at once")
    assert other_run.poll() is None


def test_the_lock_of_a_run_that_was_killed_is_free_at_once(tmp_path, other_run):
    other_run.kill()
    other_run.wait()
    with alone_in(tmp_path, seconds=0.1):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_run_may_enter_again_what_it_holds_and_holds_it_to_the_end(tmp_path):
    with alone_in(tmp_path):
        with alone_in(tmp_path / "." / "x" / "..", seconds=0):
            pass
        others = []
        thread = threading.Thread(target=_try, args=(tmp_path, others))
        thread.start()
        thread.join()
        assert others == ["refused"]
    assert list(tmp_path.iterdir()) == []


def _try(folder, answers):
    try:
        with alone_in(folder, seconds=0):
            answers.append("entered")
    except MissingInput:
        answers.append("refused")


def test_many_are_never_two_at_once(tmp_path):
    inside, most = [], []

    def enter():
        for _ in range(20):
            with alone_in(tmp_path):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.0005)
                inside.pop()

    threads = [threading.Thread(target=enter) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (max(most), len(most)) == (1, 100)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(MissingInput, match="cannot be written"), alone_in(tmp_path / "file"):
        pytest.fail("no folder to be alone in")
