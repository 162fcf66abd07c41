"""``rapor survey``: shown, drafted, kept whole or not at all, and never a person."""

import csv
import io
import shutil

import pytest
import yaml
from typer.testing import CliRunner

from rapor.catalogue.kept_surveys import kept_surveys
from rapor.ground.errors import RaporError, UsageError
from rapor.ground.paths import EXAMPLE, RESPONDENTS
from rapor.request.survey_columns import columns_text
from rapor.run.cli import app
from rapor.run.survey_command import told as as_text
from rapor.run.surveying import Asked, examine

CODES = [f"U{number}" for number in range(1, 10)]
INVENTED = EXAMPLE / RESPONDENTS / "contoh-skm-2024.csv"
SIGNED = ("--apply", "--by", "Uji", "--on", "2023-02-01", "--publisher", "Bagian Contoh")
SKM = """
skm:
  name: Survei Kepuasan Masyarakat (SKM)
  short: SKM
  unit: nilai
  scale: [25, 100]
  measure: number
  polarity: higher
  owner: Pemerintah kota
  reference: Contoh
  verified: false
"""


@pytest.fixture
def home(sample):
    with (sample.reference / "indicators.yaml").open("a", encoding="utf-8") as file:
        file.write(SKM)
    return sample


@pytest.fixture
def export(tmp_path):
    def written(answers, name="ekspor.csv", units=(), heads=CODES):
        rows = [[f"secret-{at}", *cells, *units[at : at + 1]] for at, cells in enumerate(answers)]
        text = io.StringIO(newline="")
        head = ["_uuid", *heads, *(["Unit layanan"] if units else [])]
        csv.writer(text, lineterminator="\n").writerows([head, *rows])
        (tmp_path / name).write_text(text.getvalue(), encoding="utf-8")
        return tmp_path / name

    return written


def survey(home, file, *options, year=2022):
    arguments = ["survey", "kota-uji", str(year), str(file), *options, "--home", str(home.root)]
    return CliRunner().invoke(app, arguments)


def look(home, *files, year=2022, **asked):
    """What a survey says, as text, or what it is refused for; nothing is tried on the city."""
    try:
        return as_text(examine(home, Asked("kota-uji", year, files, **asked)))
    except RaporError as refused:
        return f"{type(refused).__name__}\n" + "\n".join(map(str, refused.problems))


def contents(home):
    return {path: path.read_bytes() for path in home.raw("kota-uji").rglob("*") if path.is_file()}


def problems(answer):
    return "\n".join(map(str, answer.exception.problems))


def test_the_invented_survey_is_shown_with_its_small_groups_hidden(home):
    text = look(home, INVENTED, population=5000)
    assert "261 rows, 261 respondents" in text
    assert "Loket Contoh Empat (too few to" in text
    assert "Kantor Contoh Tiga (hidden: it" in text
    assert "city (261 of 357 needed)" in text


def test_a_kept_survey_is_a_result_of_an_agency_and_shows_no_respondent(home, export):
    first, before = export([[3] * 9] * 14, units=["Loket A"] * 14), contents(home)
    shown = survey(home, first, year=2021)
    assert '+skm,2021,annual,"75,00"' in shown.stdout
    assert "Nothing was written" in shown.stdout
    assert contents(home) == before
    assert survey(home, first, *SIGNED, year=2021).exit_code == 0
    second = export([[4, *[3] * 8]] * 20, "b.csv", units=["Loket A"] * 14 + ["Loket B"] * 6)
    assert survey(home, second, *SIGNED).exit_code == 0
    kept = kept_surveys(home, "kota-uji")
    assert list(kept["surveys"]["survey"]) == ["skm-2021", "skm-2022"]
    index = kept["survey_index"].query("survey == 'skm-2022' and weighting == 'equal'")
    assert index.set_index("level")["change"]["city"] == pytest.approx(25 / 9)
    assert set(index.query("level == 'unit'")["shown"]) == {"few", "alike"}
    rows = (home.raw("kota-uji") / "realisation.csv").read_text().splitlines()
    assert rows[-1].startswith('skm,2022,annual,"77,78",Bagian Contoh,Bagian Contoh,agency')
    assert "20 responden; bobot 1/9; selang" in rows[-1]
    assert "secret-" not in "".join(map(str, contents(home).values()))
    assert "Loket A" not in rows[-1]
    columns = yaml.safe_load((home.raw("kota-uji") / "surveys/skm-2022.yaml").read_text())
    assert columns["columns"]["Unit layanan"] == "unit"
    before = contents(home)
    assert survey(home, second, *SIGNED).exit_code == 0
    assert contents(home) == before
    assert "the export that skm-2022 was computed from" in look(home, second, year=2023)
    index = home.raw("kota-uji") / "surveys" / "survey_index.csv"
    index.write_text(index.read_text().replace(",few,", ",some,"), encoding="utf-8")
    shutil.copy(second, index.parent / "ekspor.csv")
    checked = problems(CliRunner().invoke(app, ["check", "kota-uji", "--home", str(home.root)]))
    assert "surveys/survey_index.csv: is not as it was written" in checked
    assert "surveys/ekspor.csv: a name that no survey looks for" in checked


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([[3] * 9], "1 respondents, 1 answers to u1; expected: A survey has enough respondents"),
        ([[5, *[3] * 8]] * 12, "skm-2022 u1: 12 of 12: ekspor.csv row 2,"),
        ([[""] * 9] * 12, "no row with an answer"),
        ([["", *[3] * 8]] * 12, "12 respondents, 0 answers to u1"),
    ],
)
def test_what_cannot_be_computed_is_refused(home, export, answers, told):
    refused = look(home, export(answers))
    assert refused.startswith("DataRejected")
    assert told in refused


def test_what_a_person_should_look_at_is_told(home, export):
    text = look(home, export([[3] * 9] * 11 + [[4, "", *[3] * 7]]))
    assert "Every respondent answers every element. Not so: u2: 1 of 12" in text
    assert "do not give every element the same answer. Not so: 11 of 12" in text


def test_exports_with_heads_of_their_own_are_one_survey_also_when_it_is_read_again(home, export):
    heads = ["Waktu pelayanan" if code == "U3" else code for code in CODES]
    files = export([[3] * 9] * 12, "a.csv"), export([[3] * 9] * 13, "b.csv", heads=heads)
    first = examine(home, Asked("kota-uji", 2022, files))
    assert first.received.repeated == 12
    path = home.raw("kota-uji") / "surveys" / "skm-2022.yaml"
    path.parent.mkdir()
    path.write_text(columns_text(first.columns, first.questionnaire), encoding="utf-8")
    assert examine(home, Asked("kota-uji", 2022, files)).columns.columns == first.columns.columns


def test_respondents_among_the_projects_files_are_refused_but_in_their_folder(home, export):
    file = export([[3] * 9] * 12)
    for place, told in (("data", "in respondents/"), (RESPONDENTS, "75.00")):
        (home.root / place).mkdir(exist_ok=True)
        assert told in look(home, shutil.copy(file, home.root / place / "ekspor.csv"))


def test_a_draft_waits_for_a_person_and_is_then_what_counts(home, export):
    asked = ["Kecepatan waktu yang Anda alami" if code == "U3" else code for code in CODES]
    file = export([[3] * 9] * 12, heads=asked)
    assert "the nearest is 'Kecepatan waktu" in look(home, file)
    assert survey(home, file, "--draft").exit_code == 0
    path = home.raw("kota-uji") / "surveys" / "skm-2022.yaml"
    assert "code of an element" in look(home, file)
    path.write_text(path.read_text().replace("'?'", "u3"), encoding="utf-8")
    assert "75.00" in look(home, file)
    reworded = export([[3] * 9] * 12, "b.csv", heads=[*asked[:2], "Kecepatan waktu", *asked[3:]])
    assert "if it asks the same, write that head for u3" in look(home, reworded)
    assert isinstance(survey(home, file, "--draft").exception, UsageError)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"questionnaire": "skn"}, "'skn' does not exist"),
        ({"weighting": "ninth"}, "one of equal, rounded"),
        ({"period": "q1"}, "semester_1"),
        ({"population": 11}, "population 11; expected: the 12 respondents or more"),
    ],
)
def test_what_does_not_exist_or_cannot_be_is_refused(home, export, asked, told):
    refused = look(home, export([[3] * 9] * 12), **asked)
    assert refused.startswith(("UsageError", "DataRejected"))
    assert told in refused


def test_a_survey_of_no_indicator_is_kept_without_a_result(home, export):
    file = export([[3] * 6] * 12, heads=[f"K{number}" for number in range(1, 7)])
    before = (home.raw("kota-uji") / "realisation.csv").read_bytes()
    answer = survey(home, file, "--instrument", "corruption_perception", *SIGNED)
    assert answer.exit_code == 0
    assert (home.raw("kota-uji") / "realisation.csv").read_bytes() == before
    assert list(kept_surveys(home, "kota-uji")["surveys"]["value"]) == [75]
