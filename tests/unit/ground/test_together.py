"""Several files are written all or none: killed or refused at any step, nothing is half."""

import errno
import os
import sys

import pytest

from rapor.ground import together
from rapor.ground.errors import MissingInput
from rapor.ground.together import changing, finish_together, write_together

BEFORE = {"sources.yaml": "a: 1\n", "realisation.csv": "before\n"}
AFTER = {"sources.yaml": "a: 1\nb: 2\n", "tables/3.7.csv": "new\n", "realisation.csv": "after\n"}
STEPS = ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.copyfile")
MOST = 60
"""More steps than any of these writes has."""

pytestmark = pytest.mark.usefixtures("forks_at_once")


@pytest.fixture
def folder(tmp_path):
    for name, text in BEFORE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def files(folder):
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in paths}


def visible(folder):
    """What a reader counts: nothing whose name, or whose folder's name, begins with a point."""
    return {name: text for name, text in files(folder).items() if not name.startswith(".")}


def in_a_child(at_step, number, work):
    """Run ``work`` in a process of its own, where step ``number`` meets ``at_step``."""
    child = os.fork()
    if child == 0:
        left = [number]

        def watch(event, _):
            if event in STEPS:
                left[0] -= 1
                if left[0] == 0:
                    at_step()

        sys.addaudithook(watch)
        end = 4
        try:
            work()
            end = 0
        except MissingInput:
            end = 3
        finally:
            os._exit(end)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed():
    os._exit(9)


def refused():
    raise OSError(errno.ENOSPC, "No space left on device")


def at_every_step(folder, at_step, work, look):
    """Do the work as often as it has steps, with one of them met each time; how often it ended."""
    ends = []
    for number in range(1, MOST):
        for path in sorted(folder.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        for name, text in BEFORE.items():
            (folder / name).write_text(text, encoding="utf-8")
        ends.append(in_a_child(at_step, number, work))
        look(ends[-1])
        if ends[-1] == 0 and ends[-3:] == [0, 0, 0]:
            return ends
    raise AssertionError("it has more steps")


def test_all_files_are_written_and_nothing_else_is_left(folder):
    written = write_together(folder, AFTER)
    assert files(folder) == AFTER
    assert [path.relative_to(folder).as_posix() for path in written] == list(AFTER)


def test_killed_at_any_step_the_next_reader_finds_all_or_none(folder):
    states = []

    def look(_):
        finish_together(folder)
        states.append(visible(folder))
        assert states[-1] in (BEFORE, AFTER)
        with changing(folder):  # also by who finds that nothing is to be written
            assert not set(files(folder)) - {".lock"} - set(visible(folder))
        write_together(folder, AFTER)
        assert files(folder) == AFTER

    ends = at_every_step(folder, killed, lambda: write_together(folder, AFTER), look)
    assert ends.count(9) > 10
    assert BEFORE in states


def test_refused_at_any_step_nothing_has_changed(folder):
    def look(end):
        assert end in (0, 3)
        assert visible(folder) == (BEFORE if end else AFTER)
        finish_together(folder)
        write_together(folder, AFTER)
        assert files(folder) == AFTER

    ends = at_every_step(folder, refused, lambda: write_together(folder, AFTER), look)
    assert ends.count(3) > 10


def test_killed_while_it_takes_back_the_next_reader_finds_all_or_none(folder):
    def one_and_no_more(place):
        new = together._files(place / together._WHOLE / "new")
        new["sources.yaml"].replace(place / "sources.yaml")
        refused()

    def work():
        together._move = one_and_no_more  # in this child process only
        write_together(folder, AFTER)

    states = []

    def look(end):
        finish_together(folder)
        assert visible(folder) in ((BEFORE,) if end == 3 else (BEFORE, AFTER))
        states.append(end)
        if states[-3:] == [3, 3, 3]:
            raise StopIteration

    with pytest.raises(StopIteration):
        at_every_step(folder, killed, work, look)
    assert states.count(9) > 10


def test_a_folder_that_was_made_goes_when_nothing_is_written(tmp_path):
    with changing(tmp_path / "kota-baru"):
        pass
    assert list(tmp_path.iterdir()) == []
    with changing(tmp_path / "kota-baru"):
        write_together(tmp_path / "kota-baru", {"tables.yaml": "a: 1\n"})
    assert files(tmp_path) == {"kota-baru/tables.yaml": "a: 1\n"}


def test_a_folder_in_the_place_of_a_file_is_told_and_nothing_has_changed(folder):
    (folder / "tables").write_text("a file where a folder should be")
    before = files(folder)
    with pytest.raises(MissingInput, match="cannot be written"):
        write_together(folder, AFTER)
    assert files(folder) == before


def test_a_file_without_a_text_is_removed_with_the_others_being_written(tmp_path):
    write_together(tmp_path, {"kept.csv": "a\n", "tables/gone.csv": "b\n"})
    written = write_together(tmp_path, {"kept.csv": "c\n", "tables/gone.csv": None})
    assert written == [tmp_path / "kept.csv"]
    assert (tmp_path / "kept.csv").read_text(encoding="utf-8") == "c\n"
    assert not (tmp_path / "tables" / "gone.csv").exists()


def test_a_file_that_was_to_be_removed_comes_back_when_the_rest_cannot_be_written(
    tmp_path, monkeypatch
):
    write_together(tmp_path, {"kept.csv": "a\n", "gone.csv": "b\n"})
    move = together._move

    def refuse(folder):
        (folder / "gone.csv").unlink()
        raise OSError("refused")

    monkeypatch.setattr(together, "_move", refuse)
    with pytest.raises(MissingInput):
        write_together(tmp_path, {"kept.csv": "c\n", "gone.csv": None})
    monkeypatch.setattr(together, "_move", move)
    assert (tmp_path / "gone.csv").read_text(encoding="utf-8") == "b\n"
    assert (tmp_path / "kept.csv").read_text(encoding="utf-8") == "a\n"
