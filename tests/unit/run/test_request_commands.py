"""request and receive, as a person types them."""

import openpyxl
import pytest
from typer.testing import CliRunner

from rapor.ground.errors import DataRejected, MissingInput, UsageError
from rapor.run.cli import app

FORM = "requests/kota-uji/2022/permintaan-data.xlsx"


@pytest.fixture(scope="module")
def asked(shared_made):
    """The sample project with a form that was written by the command."""
    found = run(shared_made, "request", "kota-uji", "2022")
    assert found.stdout == f"{FORM}\n"
    return shared_made


def run(home, *arguments):
    return CliRunner().invoke(app, [*arguments, "--home", str(home.root)])


def filled(home, folder, value):
    book = openpyxl.load_workbook(home.root / FORM)
    page = book["Dinas Komunikasi"]
    row = next(row[0].row for row in page.iter_rows() if row[0].value == "indicator:spbe_index")
    page.cell(row, 11).value = value
    path = folder / "isian.xlsx"
    book.save(path)
    return str(path)


def test_looking_says_that_nothing_was_written(asked, tmp_path):
    found = run(asked, "receive", filled(asked, tmp_path, 2.1))
    assert found.exit_code == 0
    assert "  + Indeks SPBE: 2,1" in found.stdout
    assert "Nothing was written: --apply --by NAME keeps" in found.stdout


def test_what_is_refused_is_told_and_nothing_is_written(asked, tmp_path):
    before = (asked.raw("kota-uji") / "realisation.csv").read_bytes()
    found = run(asked, "receive", filled(asked, tmp_path, 9), "--apply", "--by", "Uji")
    assert isinstance(found.exception, DataRejected)
    assert [problem.where for problem in found.exception.problems] == ["Dinas Komunikasi!K7"]
    assert "1 refused" in found.stdout
    assert "Nothing was written: correct what is refused" in found.stdout
    assert (asked.raw("kota-uji") / "realisation.csv").read_bytes() == before


def test_keeping_needs_a_name_and_a_day(asked, tmp_path):
    form = filled(asked, tmp_path, 2.1)
    for options in (["--apply"], ["--apply", "--by", "Uji", "--on", "1/2/2023"]):
        assert isinstance(run(asked, "receive", form, *options).exception, UsageError)


def test_keeping_names_the_files_that_were_written(asked, tmp_path):
    form = filled(asked, tmp_path, 2.1)
    found = run(asked, "receive", form, "--apply", "--by", "Uji", "--on", "2023-02-01")
    assert found.exit_code == 0
    names = ("sources.yaml", "realisation-history.csv", "realisation.csv")
    assert found.stdout.splitlines()[-3:] == [f"data/raw/kota-uji/{name}" for name in names]
    again = run(asked, "receive", form, "--apply", "--by", "Uji", "--on", "2023-02-02")
    assert "1 unchanged" in again.stdout
    assert "data/raw" not in again.stdout


def test_a_file_that_is_not_there_is_missing_input(asked):
    assert isinstance(run(asked, "receive", "tidak-ada.xlsx").exception, MissingInput)
