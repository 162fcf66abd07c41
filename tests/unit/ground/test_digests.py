"""Digests of code and data: the same wherever the files lie and however their lines end."""

import shutil
from pathlib import Path

import pytest

from rapor.ground import digests
from rapor.ground.digests import code_digest, data_digest, file_digest, read_once

LEFT = (".a.csv.x.part", "a.csv~", ".a.csv.swp", ".~lock.a.csv#", ".DS_Store", "Thumbs.db", "a.bak")


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of two rooms in the place of ours."""
    root = tmp_path / "anywhere" / "rapor"
    for name in ("__init__.py", "clean/rule.py", "locale/id/words.po", "write/page.html.j2"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"{name}\nsecond line\n", encoding="utf-8")
    monkeypatch.setattr(digests, "_PACKAGE", root)
    return root


def digest(*rooms):
    """As a new process would compute it."""
    digests._code.cache_clear()
    try:
        return code_digest(rooms)
    finally:
        digests._code.cache_clear()


@pytest.mark.parametrize("name", ["clean/rule.py", "locale/id/words.po", "write/page.html.j2"])
def test_a_change_of_code_words_or_templates_is_seen_in_its_room_alone(package, name):
    rooms = ("clean", "locale", "write")
    whole, before = digest(), {room: digest(room) for room in rooms}
    (package / name).write_text("changed", encoding="utf-8")
    assert digest() != whole
    assert [room for room in rooms if digest(room) != before[room]] == [name.split("/")[0]]


def test_place_line_ends_compiled_modules_and_what_is_left_behind_change_nothing(
    package, tmp_path, monkeypatch
):
    before = digest(), digest("clean")
    moved = tmp_path / "site-packages" / "rapor"
    shutil.copytree(package, moved)
    for path in [path for path in moved.rglob("*") if path.is_file()]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (moved / "clean" / "__pycache__").mkdir()
    for name in ("__pycache__/rule.cpython-311.pyc", *LEFT):
        (moved / "clean" / name).write_text("x", encoding="utf-8")
    monkeypatch.setattr(digests, "_PACKAGE", moved)
    assert (digest(), digest("clean")) == before


def test_a_file_that_was_renamed_or_whose_text_moved_to_another_is_seen(package):
    before = digest("clean")
    (package / "clean" / "rule.py").rename(package / "clean" / "rules.py")
    assert digest("clean") != before
    (package / "clean" / "rules.py").rename(package / "clean" / "rule.py")
    assert digest("clean") == before
    (package / "clean" / "a.py").write_text("", encoding="utf-8")
    assert digest("clean") != before


def test_the_digest_is_of_the_package_that_runs():
    assert Path(digests._PACKAGE, "ground", "digests.py").samefile(digests.__file__)
    assert len(digest()) == 64


def test_line_ends_and_a_byte_order_mark_are_none_of_the_data_and_a_blank_is(
    tmp_path,
):
    (tmp_path / "a.csv").write_bytes(b"a.csv\n")
    before, single = data_digest(tmp_path), file_digest(tmp_path / "a.csv")
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfa.csv\r\n")
    assert (data_digest(tmp_path), file_digest(tmp_path / "a.csv")) == (before, single)
    (tmp_path / "a.csv").write_bytes(b"a.csv \n")
    assert data_digest(tmp_path) != before
    assert data_digest(tmp_path / "nowhere") == data_digest(tmp_path / "nobody")


def test_a_reader_reads_once_and_again_when_a_file_has_changed_appeared_or_gone(tmp_path):
    read = []

    @read_once(lambda folder: [folder])
    def names(folder):
        read.append(folder)
        return sorted(path.name for path in folder.iterdir())

    assert names(tmp_path) == names(tmp_path) == []
    (tmp_path / "a.csv").write_text("1")
    assert names(tmp_path) == names(tmp_path) == ["a.csv"]
    (tmp_path / "a.csv").write_text("2")
    assert names(tmp_path) == ["a.csv"]
    (tmp_path / "a.csv").unlink()
    assert names(tmp_path) == []
    assert len(read) == 4


def test_as_many_as_there_are_cities_are_each_read_once(tmp_path):
    read = []
    remembered = read_once(lambda _: [tmp_path])(read.append)
    for number in (*range(514), *range(514)):
        remembered(number)
    assert read == list(range(514))


def test_a_copy_of_what_was_read_is_not_read_again(tmp_path):
    read = []
    for name, text in (("a", "1"), ("b", "1"), ("c", "2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.csv").write_text(text)

    @read_once(lambda folder, _: [folder], alike=lambda _, called: called, most=2)
    def content(folder, called):
        read.append((folder.name, called))
        return (folder / "x.csv").read_text()

    asked = [("a", ""), ("b", ""), ("c", ""), ("b", "other"), ("a", "")]
    assert [content(tmp_path / name, called) for name, called in asked] == ["1", "1", "2", "1", "1"]
    assert read == [("a", ""), ("c", ""), ("b", "other"), ("a", "")]


def test_what_was_saved_while_it_was_read_is_read_again(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("1")

    @read_once(lambda path: [path])
    def slowly(path):
        text = path.read_text()
        path.write_text("2")
        return text

    assert [slowly(path), slowly(path)] == ["1", "2"]


def test_a_reader_that_refuses_refuses_each_time(tmp_path):
    @read_once(lambda path: [path])
    def refusing(path):
        raise ValueError(path.name)

    for _ in range(2):
        with pytest.raises(ValueError, match=r"a\.csv"):
            refusing(tmp_path / "a.csv")
