import os
import resource
import stat
import threading
from pathlib import Path

import pytest

from rapor.ground.errors import DataRejected, MissingInput
from rapor.ground.files import (
    PART,
    alone_in,
    csv_text,
    read_rows,
    read_text,
    read_yaml,
    sha256,
    write_bytes,
    write_text,
)


def rejected(call, *arguments) -> list[str]:
    with pytest.raises(DataRejected) as caught:
        call(*arguments)
    return [str(problem) for problem in caught.value.problems]


def test_writing_makes_the_folder_and_leaves_only_the_file(tmp_path):
    path = tmp_path / "new" / "folder" / "table.csv"
    write_text(path, "satu\ndua\n")
    assert path.read_bytes() == b"satu\ndua\n"
    assert [file.name for file in path.parent.iterdir()] == ["table.csv"]


def test_a_written_file_can_be_read_by_others(tmp_path):
    path = tmp_path / "table.csv"
    write_text(path, "isi")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_file_that_stays_as_it_is_has_no_moment_in_which_it_can_be_written(tmp_path, monkeypatch):
    modes = []
    renamed = Path.replace

    def replace(temporary, target):
        modes.append(stat.S_IMODE(temporary.stat().st_mode))
        return renamed(temporary, target)

    monkeypatch.setattr(Path, "replace", replace)
    write_bytes(tmp_path / "delivered.zip", b"whole", 0o444)
    assert modes == [0o444]


def test_a_failing_write_leaves_the_old_file_and_no_half(tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    write_text(path, "the previous report")

    def broken(*_):
        raise OSError("no space left")

    monkeypatch.setattr(os, "fdopen", broken)
    with pytest.raises(MissingInput, match="cannot be written: no space left"):
        write_bytes(path, b"the next report")
    monkeypatch.undo()
    assert path.read_text() == "the previous report"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_an_interrupted_write_leaves_the_old_file_and_no_half(tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    write_text(path, "the previous report")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_text(path, "the next report")
    monkeypatch.undo()
    assert path.read_text() == "the previous report"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(b"\xef\xbb\xbfrow,label\n1,SKM\n")
    assert read_text(path, "table.csv").startswith("row")
    assert read_rows(path, "table.csv")[0] == ["row", "label"]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("latin-1", "is not UTF-8"), ("utf-16", "UTF-16 text"), ("utf-16-le", "UTF-16 text")],
)
def test_another_encoding_is_refused_with_its_name(tmp_path, encoding, told):
    path = tmp_path / "table.csv"
    path.write_bytes("label\nsurvei kepuasan – é\n".replace("–", "-").encode(encoding))
    assert told in rejected(read_text, path, "raw/table.csv")[0]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingInput, match=r"raw/table\.csv: no such file"):
        read_text(tmp_path / "table.csv", "raw/table.csv")


def test_a_folder_in_place_of_a_file_is_missing_input(tmp_path):
    with pytest.raises(MissingInput):
        read_text(tmp_path, "raw")


def test_bad_yaml_is_refused_with_its_line(tmp_path):
    path = tmp_path / "tables.yaml"
    path.write_text("tables:\n  '3.7': {kind: targets\n  '3.8': x: y\n")
    assert rejected(read_yaml, path, "tables.yaml")[0].startswith("tables.yaml line 3")


def test_yaml_holds_plain_values_only(tmp_path):
    path = tmp_path / "tables.yaml"
    path.write_text("tables: !!python/object/apply:os.getcwd []\n")
    assert rejected(read_yaml, path, "tables.yaml")


def test_cells_are_text_and_nothing_is_guessed(tmp_path):
    path = tmp_path / "cities.csv"
    path.write_text("code,value,empty\n17.10,0123,\n")
    assert read_rows(path, "cities.csv")[1] == [{"code": "17.10", "value": "0123", "empty": ""}]


def test_a_quoted_cell_keeps_comma_quote_and_line_break(tmp_path):
    path = tmp_path / "table.csv"
    rows = [{"a": 'opini "WTP", 2021', "b": "1. satu\n2. dua"}]
    write_text(path, csv_text(["a", "b"], rows))
    assert read_rows(path, "table.csv") == (["a", "b"], rows)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_machine_are_read_alike(tmp_path, end):
    path = tmp_path / "table.csv"
    path.write_bytes(f'a,b{end}1,"satu{end}dua"{end}'.encode())
    assert read_rows(path, "table.csv")[1] == [{"a": "1", "b": "satu\ndua"}]


def test_all_ragged_rows_are_named_together(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n1\n1,2,3\n")
    problems = rejected(read_rows, path, "table.csv")
    assert [problem.split(";")[0] for problem in problems] == [
        "table.csv line 3: 1 cells",
        "table.csv line 4: 3 cells",
    ]


def test_a_header_that_stands_twice_is_no_row(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text("kode,nama\na,b\nkode,nama\n", encoding="utf-8")
    with pytest.raises(DataRejected, match="line 3: the header again"):
        read_rows(path, "liste.csv")


def test_a_repeated_column_is_refused(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("a,b,a\n1,2,3\n")
    assert "column 'a' twice" in rejected(read_rows, path, "table.csv")[0]


def test_each_needed_column_that_lacks_is_named(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("city,label\nbinjai,SKM\n")
    problems = rejected(read_rows, path, "labels.csv", ("city", "table", "label", "indicator"))
    assert [
        "no column 'table'" in problem or "no column 'indicator'" in problem for problem in problems
    ] == [
        True,
        True,
    ]


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("")
    assert "the file is empty" in rejected(read_rows, path, "table.csv")[0]


def test_csv_has_newlines_only_and_quotes_only_where_needed():
    text = csv_text(["a", "b"], [{"a": "x y", "b": "1,5"}])
    assert text == 'a,b\nx y,"1,5"\n'


def test_the_hash_is_of_the_bytes(tmp_path):
    path = tmp_path / "document.txt"
    path.write_bytes(b"abc")
    assert sha256(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_what_a_killed_run_left_goes_with_the_next_write(tmp_path):
    left = tmp_path / f".report.html.abc123{PART}"
    left.write_bytes(b"<html>half")
    (tmp_path / ".film.mkv.part").write_bytes(b"of another program")
    write_text(tmp_path / "manifest.json", "{}")
    (tmp_path / ".film.mkv.part").unlink()
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_what_another_run_is_writing_is_waited_for(tmp_path):
    theirs = tmp_path / f".report.html.abc123{PART}"
    theirs.write_text("half")
    ours = threading.Thread(target=write_text, args=(tmp_path / "report.html", "ours"))
    with alone_in(tmp_path):
        ours.start()
        ours.join(0.2)
        assert (ours.is_alive(), theirs.is_file()) == (True, True)
        theirs.rename(tmp_path / "report.html")
    ours.join()
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert (tmp_path / "report.html").read_text() == "ours"


def test_runs_that_write_one_file_at_a_time_each_write_it_whole(tmp_path):
    path, failed = tmp_path / "report.html", []

    def write(letter):
        try:
            for _ in range(100):
                write_text(path, letter * 5000)
        except (OSError, MissingInput) as error:
            failed.append(error)

    writers = [threading.Thread(target=write, args=(letter,)) for letter in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    assert path.read_text() in [letter * 5000 for letter in "abcd"]
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_full_disk_is_told_and_leaves_the_old_file(tmp_path):
    path = tmp_path / "report.html"
    write_text(path, "the previous report")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(MissingInput, match=r"report\.html: cannot be written"):
            write_bytes(path, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_text() == "the previous report"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_file_where_a_folder_should_be_is_told(tmp_path):
    (tmp_path / "reports").write_text("a file")
    with pytest.raises(MissingInput, match=r"reports/report\.html: cannot be written"):
        write_text(tmp_path / "reports" / "report.html", "x")


def test_a_loop_of_links_is_told(tmp_path):
    (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    with pytest.raises(MissingInput, match=r"a\.csv: cannot be read"):
        read_text(tmp_path / "a.csv", "a.csv")


@pytest.mark.parametrize("cell", ['"open', '"a"b', "x" * 200_000])
def test_csv_that_cannot_be_taken_apart_is_refused_with_its_line(tmp_path, cell):
    path = tmp_path / "x.csv"
    path.write_text(f"a,b\n1,2\n3,{cell}\n")
    (problem,) = rejected(read_rows, path, "x.csv")
    assert problem.startswith("x.csv line")


def test_a_quotation_mark_in_a_cell_without_quotes_is_refused_with_its_line(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text('a,b\n"1\n2","x ""y"" z"\nSPIP",3\n', encoding="utf-8")
    (problem,) = rejected(read_rows, path, "x.csv")
    assert problem.startswith("x.csv line 4: a quotation mark")
