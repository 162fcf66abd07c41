"""Files that are not what they should be: told by their kind, in one line, without content."""

import os

import pytest

from rapor.ground.errors import DataRejected, MissingInput
from rapor.ground.files import read_rows, read_text, read_yaml


def told(read, path):
    with pytest.raises((DataRejected, MissingInput)) as refused:
        read(path, "data/table.csv")
    (problem,) = refused.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a;b;c\n1;2,5;3\n", "its cells are separated by semicolons; expected: commas"),
        (b"a\tb\tc\n1\t2,5\t3\n", "its cells are separated by tabs"),
        (b"sep=,\na,b\n1,2\n", "begins with 'sep=,'"),
        (b"\xef\xbb\xbfsep=;\r\na;b\r\n1;2\r\n", "begins with 'sep=;'"),
        (b"PK\x03\x04" + bytes(100), "this is a workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "this is a workbook"),
        (b"%PDF-1.7\n\xff", "this is a PDF"),
        ("a,b\n1,2\n".encode("utf-16"), "this is UTF-16 text"),
        (("a,b\n1,2\n" * 9).encode("utf-16-be"), "this is UTF-16 text"),
        (b"a,b\n1,\x002\n", "line 2: a NUL sign"),
        (
            b"a,b\n<<<<<<< HEAD\n1,2\n=======\n1,3\n>>>>>>> other\n",
            "line 2: two versions of the file, which git could not merge",
        ),
    ],
)
def test_another_kind_of_file_is_told_in_one_line(tmp_path, content, said):
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    assert said in told(read_rows, path)


@pytest.mark.parametrize(
    "content", [b"a,b\r\n1,2\r\n", b"a,b\r1,2\r", b"\xef\xbb\xbfa,b\n1,2\n", b'a,b\n"1",2\n']
)
def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path, content):
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    assert read_rows(path, "table.csv") == (["a", "b"], [{"a": "1", "b": "2"}])


def test_a_header_may_hold_semicolons_between_commas(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("a,b;c,d\n1,2,3\n")
    assert read_rows(path, "table.csv")[0] == ["a", "b;c", "d"]


def test_a_pipe_is_told_and_not_waited_for(tmp_path):
    path = tmp_path / "table.csv"
    os.mkfifo(path)
    assert "a pipe or a device" in told(read_text, path)


def test_a_folder_in_place_of_a_file_is_told(tmp_path):
    path = tmp_path / "table.csv"
    path.mkdir()
    assert "but a folder" in told(read_text, path)


def test_a_link_out_of_the_project_is_refused_without_what_it_points_to(tmp_path):
    home, secret = tmp_path / "home", tmp_path / "secret.csv"
    (home / "data").mkdir(parents=True)
    (home / "params.yaml").touch()
    secret.write_text("kata sandi,rahasia\n")
    for name, target in (("table.csv", secret), ("folder", tmp_path)):
        (home / "data" / name).symlink_to(target)
    for path in (home / "data" / "table.csv", home / "data" / "folder" / "secret.csv"):
        said = told(read_rows, path)
        assert "a link out of the project's folder" in said
        assert "secret" not in said
        assert "sandi" not in said


def test_a_link_inside_the_project_and_one_outside_any_is_followed(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    for folder in (home, tmp_path):
        (folder / "table.csv").write_text("a\n1\n")
        (folder / "link.csv").symlink_to(folder / "table.csv")
    (home / "params.yaml").touch()
    for folder in (home, tmp_path):
        assert read_text(folder / "link.csv", "link.csv") == "a\n1\n"


def test_a_file_beside_the_project_may_be_named_from_within(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "params.yaml").touch()
    (tmp_path / "road-map.txt").write_text("a\n1\n")
    assert read_text(home / ".." / "road-map.txt", "road-map.txt") == "a\n1\n"


@pytest.mark.parametrize("tag", ["!!set {a, b}", "!!binary YQ==", "!!omap [a: 1]", "!kota a"])
def test_a_tag_that_makes_something_else_of_a_text_is_refused(tmp_path, tag):
    path = tmp_path / "tables.yaml"
    path.write_text(f"title: {tag}\n")
    assert "line 1: a tag !" in told(read_yaml, path)


def test_a_merge_of_fields_is_refused(tmp_path):
    path = tmp_path / "tables.yaml"
    path.write_text("a: {<<: {b: 1}}\n")
    assert "a tag !!merge" in told(read_yaml, path)
