"""list and check, as people and programs read them."""

import json
import shlex
import subprocess
import sys
from importlib.metadata import version

import pytest
from copies import put_city
from typer.testing import CliRunner

from rapor.run import stages
from rapor.run.cli import app
from rapor.run.listing import as_json, as_text, check, overview, undecided
from rapor.run.options import cities_that_begin, terminal_width


def test_the_list_tells_what_data_each_city_and_year_has(sample):
    text = overview(sample, 150)
    lines = [line.split() for line in text.splitlines()[2:]]
    assert [(line[0], line[4]) for line in lines] == [
        *(("kota-contoh", str(year)) for year in (2021, 2022, 2023, 2024)),
        *(("kota-uji", str(year)) for year in (2021, 2022, 2023, 2024)),
    ]
    assert "not in params.yaml" in text.splitlines()[5]


def test_the_list_tells_what_is_made_and_what_is_out_of_date(sample):
    stages.evaluate(sample, "kota-uji", 2022)
    line = next(
        line for line in overview(sample, 150).splitlines() if " 2022 " in line and "uji" in line
    )
    assert " yes" in line
    path = sample.raw("kota-uji") / "realisation.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2,05", "2,06"), encoding="utf-8")
    assert "before the data changed" in overview(sample, 150)


def test_a_city_without_data_is_listed_too(sample):
    put_city(sample, "kota-baru")
    assert "no data yet" in overview(sample, 150)


def test_data_that_no_rule_has_seen_is_not_called_free_of_findings(sample):
    (sample.raw("kota-uji") / "realisation.csv").write_text("x\n", encoding="utf-8")
    found, problems = check(sample, ["kota-uji"])
    assert problems
    assert as_text(found, 100, problems) == ""
    assert as_text(found, 100) == "no findings"


@pytest.fixture(scope="module")
def checked(shared_sample):
    return check(shared_sample, ["kota-contoh", "kota-uji"])


def test_errors_are_listed_first(checked):
    found, problems = checked
    assert problems == []
    assert found["city"].is_monotonic_increasing
    first = found[found["city"] == "kota-contoh"].iloc[0]
    assert (first["severity"], first["decision"]) == ("error", "correct")


def test_findings_for_people_do_not_depend_on_a_terminal(checked):
    text = as_text(checked[0], 60)
    lines = text.splitlines()
    ids = list(checked[0]["finding"])
    assert [
        line.split("  ", 1)[1] for line in lines if line.startswith(("err", "war", "not"))
    ] == ids
    assert max(len(line) for line in lines if line.startswith("  ")) <= 60
    assert lines[-1].startswith("2 errors")
    assert "\x1b" not in text
    assert "\x1b[31merror" in as_text(checked[0], 60, colour=True)


def test_what_nobody_has_decided_on_can_be_shown_alone(checked):
    left = undecided(checked[0])
    assert set(left["decision"]) == {"none"}
    assert 0 < len(left) < len(checked[0])


def test_an_undecided_error_is_shown_with_the_command_that_decides(checked):
    first = checked[0].head(1).assign(decision="none", decision_id="")
    finding = first["finding"].iloc[0]
    assert f"rapor decide kota-contoh {finding} --action" in as_text(first, 100)


@pytest.mark.parametrize(
    ("severity", "decision", "told"),
    [
        ("error", "none", "next: look at the cell, then decide"),
        ("warning", "none", "next: look at the cell; it stops no report"),
        ("note", "none", "next: nothing has to be done"),
        ("warning", "ask", "next: when the city has answered, decide anew"),
    ],
)
def test_every_finding_that_is_open_is_shown_with_a_next_step(checked, severity, decision, told):
    one = checked[0].head(1).assign(severity=severity, decision=decision, decision_id="K-07")
    text = as_text(one, 100)
    assert told in text
    assert ("rapor decide kota-contoh K-07 --action" in text) == (decision == "ask")


def test_a_decided_finding_asks_for_nothing(checked):
    one = checked[0].head(1).assign(decision="keep", decision_id="K-07")
    assert "next:" not in as_text(one, 100)


def test_a_command_wider_than_the_terminal_is_shown_in_parts_that_a_shell_joins(checked):
    finding = "goal_twice:4.8:2:ARAH KEBIJAKAN"
    lines = as_text(checked[0].head(1).assign(decision="none", finding=finding), 60).splitlines()
    at = lines.index("    rapor decide kota-contoh \\")
    joined = "\n".join(lines[at : at + 3]).replace("\\\n", "")
    assert shlex.split(joined.partition("|")[0]) == [
        *("rapor", "decide", "kota-contoh"),
        *(finding, "--action", "correct"),
    ]


def test_findings_are_said_in_english_beside_english_words_and_in_indonesian_on_request(sample):
    def said(*more):
        return CliRunner().invoke(app, ["check", "kota-uji", "--home", str(sample.root), *more])

    english, indonesian = said().stdout, said("--language", "id").stdout
    assert "Table 4.1" in english
    assert "Tabel 4.1" in indonesian
    assert "Tabel 4.1" not in english
    assert "id" in str(said("--language", "fr").exception)


@pytest.mark.parametrize(("columns", "width"), [("80", 80), ("132", 132)])
def test_lines_are_as_wide_as_columns_say(monkeypatch, columns, width):
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal_width() == width


def test_the_list_counts_results_as_the_report_does(shared_made):
    lines = [line.split() for line in overview(shared_made, 150).splitlines()]
    counts = json.loads((shared_made.report("kota-uji", 2022) / "manifest.json").read_bytes())[
        "counts"
    ]
    told = next(line for line in lines if line[:1] == ["kota-uji"] and "2022" in line)
    shown = f"{counts['realised']} of {counts['indicators']}".split()
    assert told[7:10] == shown


@pytest.mark.parametrize("command", ["check", "status", "follow-up"])
def test_a_misspelt_city_is_told_with_the_nearest(sample, command):
    answer = CliRunner().invoke(app, [command, "kota-ujy", "--home", str(sample.root)])
    assert "did you mean 'kota-uji'?" in str(answer.exception)


def test_a_shell_is_offered_the_cities_of_the_project_and_none_elsewhere(
    shared_sample, tmp_path, monkeypatch
):
    monkeypatch.setenv("RAPOR_HOME", str(shared_sample.root))
    assert cities_that_begin("kota-u") == ["kota-uji"]
    monkeypatch.setenv("RAPOR_HOME", str(tmp_path))
    assert cities_that_begin("") == []


def test_the_version_is_told_without_a_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = CliRunner().invoke(app, ["--version"])
    assert (answer.exit_code, answer.stdout) == (0, f"rapor {version('rapor-rb')}\n")


def test_findings_for_programs_are_json_with_null_for_nothing(checked):
    found, problems = checked
    answer = json.loads(as_json(["kota-contoh", "kota-uji"], found, problems))
    assert answer["accepted"] is True
    assert answer["cities"] == ["kota-contoh", "kota-uji"]
    assert len(answer["findings"]) == len(found)
    years = {line["year"] for line in answer["findings"]}
    assert 2024 in years
    assert all(year is None or isinstance(year, int) for year in years)


def test_a_city_that_cannot_be_read_does_not_hide_the_other(sample):
    (sample.raw("kota-contoh") / "tables" / "3.2.csv").write_text("", encoding="utf-8")
    found, problems = check(sample, ["kota-contoh", "kota-uji"])
    assert set(found["city"]) == {"kota-uji"}
    assert "3.2.csv" in problems[0].where


def test_a_note_is_checked_before_a_report_is_made(sample):
    folder = sample.raw("kota-contoh") / "notes"
    folder.mkdir()
    (folder / "2023.md").write_text("## summary\n\nDari {count.indicators} indikator.\n")
    (folder / "2024.en.md").write_text("## nowhere\n\nOf {count.indikator}.\n")
    _, problems = check(sample, ["kota-contoh"])
    told = "\n".join(map(str, problems))
    assert "notes/2024.en.md line 1: '## nowhere' is no section" in told
    assert "2023.md" not in told


def test_a_doubt_that_no_reader_has_is_not_weighed_in_silence(sample):
    slip = sample.doubt_weights.read_text("utf-8").replace("sign_lost,", "sing_lost,")
    (sample.reference / "doubt_weights.yaml").write_text(slip, encoding="utf-8")
    _, problems = check(sample, [])
    (told,) = map(str, problems)
    for word in ("doubt_weights.yaml", "'sing_lost'", "'sign_lost'"):
        assert word in told


def test_help_and_list_load_no_heavy_library(sample):
    code = (
        "import sys; sys.argv = ['rapor', 'list', '--home', sys.argv[1]]\n"
        "from rapor.run import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'pandera', 'great_expectations', 'matplotlib', 'papermill'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", code, str(sample.root)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stderr.strip() == "[]"
    assert "kota-uji" in ended.stdout
