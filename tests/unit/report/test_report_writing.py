import csv
import hashlib
import io
import json
import re

import openpyxl
import pytest

from rapor.ground.errors import MissingInput, UsageError
from rapor.ground.language import language
from rapor.report import manifest as records
from rapor.report import writing
from rapor.report.manifest import manifest
from rapor.write.content import Column, Figure, Row, Table, cell
from rapor.write.takeout import csv_of


def test_the_file_name_follows_the_language(thin):
    assert thin.write("id").name == "evaluasi.html"
    assert thin.write("en").name == "evaluation.html"
    folder = thin.home.report("contoh", 2023)
    assert sorted(path.name for path in folder.iterdir()) == [
        "evaluasi.docx",
        "evaluasi.html",
        "evaluasi.pdf",
        "evaluasi.xlsx",
        "evaluation.docx",
        "evaluation.html",
        "evaluation.pdf",
        "evaluation.xlsx",
        "figures",
        "manifest.json",
        "tables",
    ]


def test_a_failure_leaves_the_earlier_report_as_it_was(thin, monkeypatch):
    path = thin.write()
    before = path.read_bytes()
    record = path.with_name("manifest.json").read_bytes()
    monkeypatch.setitem(writing.WRITERS, "html", lambda _: 1 / 0)
    thin.year = 2023
    thin.indicators = thin.indicators[:1]
    with pytest.raises(ZeroDivisionError):
        thin.write()
    assert path.read_bytes() == before
    assert path.with_name("manifest.json").read_bytes() == record


def test_the_same_input_gives_the_same_files(thin):
    first = thin.write().read_bytes()
    record = thin.home.report("contoh", 2023) / "manifest.json"
    recorded = record.read_bytes()
    assert thin.write().read_bytes() == first
    assert record.read_bytes() == recorded


def test_the_manifest_names_inputs_below_the_home_and_no_machine(thin):
    text = manifest(thin.dossier()).decode()
    content = json.loads(text)
    assert str(thin.home.root) not in text
    assert list(content["inputs"]) == sorted(content["inputs"])
    assert "data/raw/contoh/tables/3.7.csv" in content["inputs"]
    assert content["counts"]["status"] == {
        "achieved": 1,
        "no_data": 2,
        "no_target": 0,
        "not_achieved": 1,
        "not_comparable": 1,
    }


def test_the_manifest_does_not_depend_on_the_language(thin):
    assert manifest(thin.dossier("id")) == manifest(thin.dossier("en"))


def test_a_changed_input_changes_its_hash_and_no_other(thin):
    before = json.loads(manifest(thin.dossier()))["inputs"]
    table = thin.home.raw("contoh") / "tables" / "3.7.csv"
    table.write_text("row,line,mark\n1,6,\n", encoding="utf-8")
    after = json.loads(manifest(thin.dossier()))["inputs"]
    assert [name for name in before if before[name] != after[name]] == [
        "data/raw/contoh/tables/3.7.csv"
    ]


def test_who_decided_and_on_what_evidence_is_read_from_the_city(thin):
    text = "- decision: K-01\n  findings: [a:3.7:1:2023]\n  action: keep\n  evidence: Tabel 9\n"
    path = thin.home.raw("contoh") / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    decisions = writing._decisions(thin.home, "contoh")
    assert decisions["a:3.7:1:2023"]["evidence"] == "Tabel 9"


def test_a_city_that_the_catalogue_does_not_have_is_refused(thin):
    with pytest.raises((UsageError, MissingInput)):
        writing.write_report(thin.home, "lain", 2023, "id", thin.tables, thin.catalogue)
    assert not thin.home.report("lain", 2023).exists()


def test_every_figure_and_table_lies_beside_the_page_and_is_led_to(thin):
    page = thin.write()
    led_to = set(re.findall(r'href="((?:figures|tables)/[^"]+)"', page.read_text("utf-8")))
    beside = {
        path.relative_to(page.parent).as_posix()
        for name in ("figures", "tables")
        for path in (page.parent / name).iterdir()
        if not path.name.startswith(".")
    }
    assert led_to == beside - {"tables/evaluasi-all.csv"}
    blocks = [block for block in thin.report().blocks() if isinstance(block, Figure | Table)]
    assert len(beside) - 1 == sum(3 if isinstance(block, Figure) else 1 for block in blocks)


def test_what_a_report_no_longer_has_does_not_stay_beside_it(thin):
    folder = thin.write().parent
    old, other = (folder / "tables" / name for name in ("evaluasi-old.csv", "evaluation-old.csv"))
    for path in (old, other):
        path.write_text("a\n")
    thin.write()
    assert (old.exists(), other.exists()) == (False, True)


def test_a_taken_table_has_the_numbers_of_the_report_with_a_point(full):
    block = next(b for b in full.report().blocks() if getattr(b, "anchor", "") == "figure-index")
    rows = list(csv.DictReader(io.StringIO(csv_of(block.data, language("id")).decode())))
    assert [row["Resmi"] for row in rows] == [
        format(row.cells[1].value, ".12g") if row.cells[1].value is not None else ""
        for row in block.data.rows
    ]


def test_a_word_that_a_spreadsheet_would_compute_stays_a_word():
    table = Table("table-t", "J", (Column("=a"), Column("=a")), (Row((cell("=1+1"), cell("x"))),))
    assert csv_of(table, language("id")) == b"'=a,'=a (2)\n'=1+1,x\n"


def test_a_workbook_begins_with_every_indicator_in_one_table_and_draws_its_figures(full):
    page = full.write()
    book = openpyxl.load_workbook(page.with_suffix(".xlsx"))
    sheet = book.worksheets[1]
    assert sheet.title == "Semua indikator"
    codes = [row[0].value for row in sheet.iter_rows(min_row=4) if row[0].value]
    planned = [line.row.indicator for line in full.dossier().planned]
    assert codes[: len(planned)] == planned
    figures = [b for b in full.report().blocks() if isinstance(b, Figure) and b.bars]
    drawn = [sheet for sheet in book.worksheets if sheet._charts]
    assert len(drawn) == len(figures) > 0


def recorded(thin):
    folder = thin.home.report("contoh", 2023)
    outputs = json.loads((folder / "manifest.json").read_bytes())["outputs"]
    for name, digits in outputs.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digits
    return {re.split(r"[.-]", name.rpartition("/")[2])[0] for name in outputs}


def test_the_manifest_names_every_file_that_was_made_in_whatever_order(thin):
    thin.write("id")
    assert recorded(thin) == {"evaluasi"}
    thin.write("en")
    assert recorded(thin) == {"evaluasi", "evaluation"}
    record = (thin.home.report("contoh", 2023) / "manifest.json").read_bytes()
    thin.write("id")
    assert (thin.home.report("contoh", 2023) / "manifest.json").read_bytes() == record


def test_a_report_of_other_code_is_not_named_as_an_output_of_this(thin, monkeypatch):
    thin.write("id")
    monkeypatch.setattr(records, "code_digest", lambda: "other")
    thin.write("en")
    assert recorded(thin) == {"evaluation"}


def test_line_ends_and_what_is_left_behind_do_not_change_the_manifest(thin):
    before = manifest(thin.dossier())
    table = thin.home.raw("contoh") / "tables" / "3.7.csv"
    table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n"))
    table.with_name("3.7.csv~").write_text("x", encoding="utf-8")
    (table.parent / ".ipynb_checkpoints").mkdir()
    (table.parent / ".ipynb_checkpoints" / "3.7-checkpoint.csv").write_text("x", encoding="utf-8")
    assert manifest(thin.dossier()) == before
