"""add, decide, note and a folder of forms, as a person types them."""

import openpyxl
import pytest
import yaml
from typer.testing import CliRunner

from rapor.ground.errors import DataRejected, MissingInput, UsageError
from rapor.run.cli import app

SIGNED = ("--apply", "--by", "Uji", "--on", "2023-02-01")
RESULT = ("add", "kota-uji", "spbe_index", "2022", "2,10")
LETTER = ("--publisher", "Kementerian PANRB", "--published", "2023-01-15", "--kind", "official",
          "--letter", "B/12/2023")  # fmt: skip


def run(home, *arguments):
    return CliRunner().invoke(app, [*arguments, "--home", str(home.root)])


def contents(home):
    folder = home.raw("kota-uji")
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def problems(answer):
    return "\n".join(map(str, answer.exception.problems))


def test_a_result_is_shown_with_its_source_and_its_target_and_not_written(sample):
    before = contents(sample)
    answer = run(sample, *RESULT, *LETTER)
    assert answer.exit_code == 0
    assert '+spbe_index,2022,annual,"2,10"' in answer.stdout
    assert "reference: B/12/2023" in answer.stdout
    assert "Planned for 2022:" in answer.stdout
    assert "Nothing was written" in answer.stdout
    assert contents(sample) == before


@pytest.mark.parametrize(
    ("arguments", "lacking"),
    [
        (("add",), "CITY INDICATOR YEAR RESULT --publisher --published --kind"),
        (RESULT, "--publisher --published --kind"),
        ((*RESULT, *LETTER[:2]), "--published --kind"),
        (("decide", "kota-uji", "K-01"), "--action --reason --evidence"),
        (("report", "kota-uji"), "YEAR"),
    ],
)
def test_all_that_a_command_was_not_given_is_named_at_once(shared_sample, arguments, lacking):
    answer = run(shared_sample, *arguments)
    assert isinstance(answer.exception, UsageError)
    assert [problem.where for problem in answer.exception.problems] == lacking.split()


def test_help_is_given_where_all_is_missing(shared_sample):
    assert "--publisher" in run(shared_sample, "add", "--help").stdout


def test_a_result_that_is_kept_is_evaluated_and_stands_in_the_history(sample):
    answer = run(sample, *RESULT, *LETTER, *SIGNED)
    assert answer.exit_code == 0
    folder = sample.raw("kota-uji")
    source = yaml.safe_load((folder / "sources.yaml").read_text())["kementerian-panrb-2023-01-15"]
    assert source["reference"] == "B/12/2023"
    assert (
        (folder / "realisation.csv").read_text().rstrip().endswith("kementerian-panrb-2023-01-15")
    )
    assert "2023-02-01,Uji,rapor add" in (folder / "realisation-history.csv").read_text()
    assert run(sample, "check", "kota-uji").exit_code == 0


def test_the_same_result_again_changes_nothing_and_another_value_replaces_it(sample):
    run(sample, *RESULT, *LETTER, *SIGNED)
    before = contents(sample)
    again = run(sample, *RESULT, *LETTER, *SIGNED)
    assert "stands there already" in again.stdout
    assert contents(sample) == before
    rows = (sample.raw("kota-uji") / "realisation.csv").read_text().splitlines()
    run(sample, *RESULT[:-1], "2,20", *LETTER, *SIGNED)
    after = (sample.raw("kota-uji") / "realisation.csv").read_text().splitlines()
    assert (len(after), '"2,20"' in after[-1]) == (len(rows), True)
    assert '"2,10"' in (sample.raw("kota-uji") / "realisation-history.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "kota-uji", "spbe_indeks", "2022", "2,1", *LETTER), "spbe_index ("),
        (("add", "kota-uji", "spbe_index", "2022", "2,1", *LETTER[:-2]), "add --address"),
        (("add", "kota-uji", "spbe_index", "1822", "2,1", *LETTER), "year '1822'"),
        (("add", "kota-uji", "spbe_index", "2022", "21", *LETTER), "outside_scale:realisation"),
        (("add", "kota-uji", "spbe_index", "2022", "2,1", *LETTER, "--period", "q1"), "semester_1"),
        (("add", "kota-uji", "spbe_index", "2022", "2,1", *LETTER[:3], "15/1/2023", *LETTER[4:]),
         "a date such as"),
        (("add", "kota-uji", "spbe_index", "2022", "2,1", *LETTER[:5], "oficial", *LETTER[6:]),
         "nearest is 'official'"),
        (("decide", "kota-uji", "K-99", "--action", "keep", "--reason", "x", "--evidence", "y"),
         "the number of a decision"),
    ],
)  # fmt: skip
def test_what_a_file_would_be_refused_for_a_command_is_too(sample, arguments, told):
    before = contents(sample)
    answer = run(sample, *arguments, *SIGNED)
    assert isinstance(answer.exception, (DataRejected, UsageError))
    assert told in problems(answer)
    assert contents(sample) == before


def test_writing_needs_a_name_and_a_day(sample):
    for options in (["--apply"], ["--apply", "--by", "Uji", "--on", "1/2/2023"]):
        assert isinstance(run(sample, *RESULT, *LETTER, *options).exception, UsageError)


def undecided(home):
    """A finding of the sample that nobody has decided."""
    answer = run(home, "check", "kota-uji", "--format", "json")
    findings = yaml.safe_load(answer.stdout)["findings"]
    return next(line["finding"] for line in findings if line["decision"] == "none")


def test_a_decision_on_a_finding_gets_the_next_number_and_what_the_cells_print(sample):
    finding = undecided(sample)
    path = sample.raw("kota-uji") / "corrections.yaml"
    before = path.read_text() if path.exists() else ""
    given = ("--action", "ask", "--meanwhile", "keep", "--reason", "Mana?", "--evidence", "Tabel.")
    answer = run(sample, "decide", "kota-uji", finding, *given, *SIGNED)
    assert answer.exit_code == 0, answer.exception
    text = path.read_text()
    assert text.startswith(before.rstrip())
    entry = yaml.safe_load(text)[-1]
    assert (entry["findings"], entry["decided_by"], bool(entry["printed"])) == (
        [finding],
        "Uji",
        True,
    )
    again = run(sample, "decide", "kota-uji", finding, *given, *SIGNED)
    assert f"is decided by {entry['decision']}" in problems(again)


def test_a_decision_is_shown_to_who_gives_no_name(sample):
    before = contents(sample)
    finding = undecided(sample)
    given = ("--action", "keep", "--reason", "Tercetak sama.", "--evidence", "Tabel.")
    answer = run(sample, "decide", "kota-uji", finding, *given)
    assert answer.exit_code == 0, answer.exception
    assert "Nothing was written" in answer.stdout
    assert contents(sample) == before


def test_a_question_that_was_answered_is_decided_anew_and_the_others_stay_as_they_are(sample):
    finding = undecided(sample)
    given = ("--reason", "Mana?", "--evidence", "Tabel.")
    run(sample, "decide", "kota-uji", finding, "--action", "ask", "--meanwhile", "keep", *given,
        *SIGNED)  # fmt: skip
    path = sample.raw("kota-uji") / "corrections.yaml"
    path.write_text(path.read_text() + "\n# the consultant's own remark\n")
    before = yaml.safe_load(path.read_text())
    code = before[-1]["decision"]
    answer = run(sample, "decide", "kota-uji", code, "--action", "keep", *given, *SIGNED)
    assert answer.exit_code == 0, answer.exception
    after = yaml.safe_load(path.read_text())
    assert after[:-1] == before[:-1]
    assert (after[-1]["decision"], after[-1]["action"]) == (code, "keep")
    assert "meanwhile" not in after[-1]
    assert "# the consultant's own remark" in path.read_text()


def test_a_note_begins_with_a_section_a_chapter_and_says_nothing_until_it_is_written(made_sample):
    answer = run(made_sample, "note", "kota-uji", "2022")
    assert answer.exit_code == 0
    path = made_sample.raw("kota-uji") / "notes" / "2022.md"
    assert path.read_text().startswith("## summary\n")
    assert "{count.realised}" in answer.stdout
    path.write_text("## summary\n\nSatu kalimat.\n")
    run(made_sample, "note", "kota-uji", "2022")
    assert path.read_text() == "## summary\n\nSatu kalimat.\n"


@pytest.fixture(scope="module")
def asked(shared_made):
    """The sample project with a form that was written by the command."""
    run(shared_made, "request", "kota-uji", "2022")
    return shared_made


def returned(home, path, value):
    """The form with a value of one agency in it."""
    book = openpyxl.load_workbook(home.root / "requests/kota-uji/2022/permintaan-data.xlsx")
    page = book["Dinas Komunikasi"]
    row = next(row[0].row for row in page.iter_rows() if row[0].value == "indicator:spbe_index")
    page.cell(row, 11).value = value
    book.save(path)


def test_a_folder_of_forms_tells_who_has_answered_and_whom_to_remind(asked, tmp_path):
    returned(asked, tmp_path / "a.xlsx", 2.1)
    (tmp_path / "b.xlsx").write_text("no workbook")
    answer = run(asked, "receive", str(tmp_path))
    assert "Dinas Komunikasi" in answer.stdout.split("To be reminded")[0].split("Answered (")[-1]
    assert "To be reminded (" in answer.stdout
    assert "b.xlsx" in problems(answer)


def test_an_agency_whose_form_is_refused_is_asked_to_send_it_again_and_not_reminded(
    asked, tmp_path
):
    returned(asked, tmp_path / "a.xlsx", "tinggi")
    told = run(asked, "receive", str(tmp_path)).stdout.splitlines()
    by_head = {line.partition(" (")[0]: line for line in told}
    assert by_head["To be sent again"] == "To be sent again (1): Dinas Komunikasi"
    assert "Dinas Komunikasi" not in by_head["To be reminded"]
    assert [line for line in told if line.endswith(("sheets are empty", "sheet is empty"))]


def test_two_forms_of_one_agency_that_differ_are_refused_both(asked, tmp_path):
    returned(asked, tmp_path / "a.xlsx", 2.1)
    returned(asked, tmp_path / "b.xlsx", 2.4)
    before = contents(asked)
    answer = run(asked, "receive", str(tmp_path), *SIGNED)
    assert "'2,1', as in a.xlsx" in problems(answer)
    assert contents(asked) == before


def test_a_folder_without_a_form_is_missing_input(asked, tmp_path):
    assert isinstance(run(asked, "receive", str(tmp_path)).exception, MissingInput)
