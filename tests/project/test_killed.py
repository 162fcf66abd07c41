"""A run that is killed leaves whole files, and the next one ends as if it had never been."""

from contextlib import nullcontext

import pytest
from copies import bytes_made
from killing import check_whole, killed_when, left_over

from rapor.ground.files import LOCK, PART
from rapor.run import batch
from rapor.run.kernel import kernel, surroundings

COMMAND = ("run", "01_clean", "-p", "city", "kota-contoh")


@pytest.fixture
def _in_one_kernel(sample, monkeypatch):
    """What ``rapor`` runs here; the command that is killed starts its own."""
    with surroundings(sample), kernel() as used:
        monkeypatch.setattr(batch, "kernel", lambda: nullcontext(used))
        yield


@pytest.mark.usefixtures("_in_one_kernel")
def test_a_killed_run_leaves_whole_files_and_the_next_finishes(sample, rapor):
    assert rapor(*COMMAND, "--home", sample.root)[0] == 0
    expected = bytes_made(sample)
    folder = sample.tidy("kota-contoh")
    for path in folder.glob("*.csv"):
        path.unlink()
    assert killed_when(sample, COMMAND, lambda _, written: written > 2)
    assert check_whole(sample) <= len(expected)  # the kill may come behind the last file
    (folder / f".targets.csv.x{PART}").write_text("half", encoding="utf-8")
    (folder / LOCK).touch()
    assert rapor(*COMMAND, "--home", sample.root)[0] == 0
    assert bytes_made(sample) == expected
    assert left_over(sample) == []
