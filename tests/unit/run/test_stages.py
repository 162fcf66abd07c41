"""The four stages on the sample project, with the real rooms."""

import pytest

import rapor
from rapor import validate
from rapor.ground.errors import DataRejected, MissingInput, UsageError
from rapor.ground.tables import EVALUATION, TIDY
from rapor.run import stages
from rapor.run.freshness import MARK

CITY = "kota-contoh"


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def made(shared_made):
    return shared_made


@pytest.fixture
def _afresh(monkeypatch):
    """As in a process that has not validated anything."""
    monkeypatch.setattr(stages, "_validations", {})


def test_a_report_makes_every_stage_before_it(made):
    tables = [*(f"{name}.csv" for name in TIDY), MARK]
    assert sorted(files(made.processed(CITY))) == sorted(
        [
            *(f"tidy/{name}" for name in tables),
            *(f"accepted/{name}" for name in tables),
            *("checks.csv", "findings.csv", "validation.json"),
            *(f"evaluation/2021/{name}.csv" for name in EVALUATION),
            f"evaluation/2021/{MARK}",
        ]
    )
    assert {"evaluasi.html", "manifest.json"} <= set(files(made.report(CITY, 2021)))


@pytest.mark.usefixtures("_afresh")
def test_stages_one_by_one_give_the_same_bytes_as_the_whole_chain(made, sample):
    stages.clean(sample, CITY)
    stages.validate(sample, CITY)
    stages.evaluate(sample, CITY, 2021)
    stages.report(sample, CITY, 2021)
    assert files(sample.processed(CITY)) == files(made.processed(CITY))
    assert files(sample.report(CITY, 2021)) == files(made.report(CITY, 2021))


@pytest.mark.usefixtures("_afresh")
def test_a_stage_run_again_gives_the_same_bytes(made):
    before = files(made.root)
    stages.clean(made, CITY)
    stages.report(made, CITY, 2021)
    assert files(made.root) == before


def test_a_decision_reaches_the_evaluation(made):
    evaluation = stages.evaluation(made, CITY, 2021)["indicators"].set_index("indicator")
    assert evaluation.loc["sakip_score", "end_target"] == 70
    assert evaluation.loc["sakip_score", "status"] == "achieved"
    assert evaluation.loc["discipline_cases", "status"] == "not_achieved"
    assert evaluation.loc["discipline_cases", "achievement_pct"] == pytest.approx(90)


def test_a_corrected_cell_makes_the_later_stages_again(made_sample):
    path = made_sample.raw(CITY) / "realisation.csv"
    path.write_text(path.read_text(encoding="utf-8").replace('"51,53"', '"48,00"'))
    indicators = stages.evaluation(made_sample, CITY, 2021)["indicators"].set_index("indicator")
    assert indicators.loc["sakip_score", "realised"] == 48
    assert indicators.loc["sakip_score", "status"] == "not_achieved"


def test_a_year_without_a_result_still_has_a_report(shared_sample):
    page = stages.report(shared_sample, "kota-uji", 2023)
    assert page.is_file()
    indicators = stages.evaluation(shared_sample, "kota-uji", 2023)["indicators"]
    assert set(indicators["status"]) <= {"no_data", "no_target"}


def test_a_half_year_has_a_folder_of_its_own_and_leaves_the_year_as_it_is(shared_sample):
    stages.evaluate(shared_sample, CITY, 2022)
    before = files(shared_sample.evaluation(CITY, 2022))
    page = stages.report(shared_sample, CITY, 2022, "id", "semester_1")
    assert page.parent == shared_sample.report(CITY, 2022, "semester_1")
    assert files(shared_sample.evaluation(CITY, 2022)) == before
    made = stages.evaluation(shared_sample, CITY, 2022, "semester_1")
    lines = made["indicators"].set_index("indicator")
    assert set(lines["period"]) == {"semester_1"}
    assert lines.loc["complaints_handled", "realised"] == 92.5
    assert lines.loc["sakip_score", "status"] == "no_data"
    annual = stages.evaluation(shared_sample, CITY, 2022)["indicators"].set_index("indicator")
    assert annual.loc["complaints_handled", "status"] == "no_data"
    assert annual.loc["sakip_score", "realised"] == 54.0


def test_a_half_year_knows_no_score_of_its_own_year(shared_sample):
    made = stages.evaluate(shared_sample, CITY, 2021, "semester_2")
    assert made["index"].empty
    assert not stages.evaluate(shared_sample, CITY, 2021)["index"].empty


def test_an_unknown_period_is_refused_before_anything_is_written(sample):
    with pytest.raises(UsageError, match="period: 'semester_3' does not exist"):
        stages.report(sample, CITY, 2021, "id", "semester_3")
    assert not (sample.root / "data" / "processed").exists()


def test_an_unknown_language_is_refused_before_anything_is_written(sample):
    with pytest.raises(UsageError, match="language: 'fr' does not exist"):
        stages.report(sample, CITY, 2021, "fr")
    assert not (sample.root / "data" / "processed").exists()


def test_an_unknown_language_is_refused_by_what_charts_are_drawn_from(shared_sample):
    evaluation = rapor.open(CITY, home=shared_sample.root).evaluation(2021)
    with pytest.raises(UsageError, match="language: 'fr' does not exist"):
        evaluation.dossier("fr")


def test_awkward_texts_stand_in_the_page_as_text(made):
    page = (made.report(CITY, 2021) / "evaluasi.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "<b>tepat waktu</b>" not in page
    assert "{tuntas}" in page


def test_inspecting_writes_nothing(sample):
    before = files(sample.root)
    stages.inspect(sample, CITY)
    assert files(sample.root) == before


@pytest.mark.usefixtures("_afresh")
def test_a_city_is_validated_again_when_its_data_or_the_catalogue_has_changed(
    sample, sample_at, tmp_path, monkeypatch
):
    validated, run = [], validate.validate_city
    monkeypatch.setattr(
        validate, "validate_city", lambda *given: validated.append(given[1]) or run(*given)
    )
    first = stages.inspect(sample, CITY)
    expected = first.findings.copy(), first.accepted["targets"].copy()
    first.findings["message"] = ""  # who is given it may do with it what they like
    first.accepted["targets"]["value"] = 0.0
    again = stages.inspect(sample_at(tmp_path / "copy"), CITY)
    assert again.findings.equals(expected[0])
    assert again.accepted["targets"].equals(expected[1])
    assert validated == [CITY]
    (sample.raw(CITY) / "corrections.yaml").write_text("[]\n", encoding="utf-8")
    assert len(stages.inspect(sample, CITY).undecided)
    with (sample.reference / "scales.yaml").open("a", encoding="utf-8") as file:
        file.write("\n")
    stages.inspect(sample, CITY)
    assert validated == [CITY] * 3


def test_an_undecided_error_stops_the_chain_and_the_previous_tables_stand(made_sample):
    before = files(made_sample.root)
    decisions = made_sample.raw(CITY) / "corrections.yaml"
    decisions.write_text("[]\n", encoding="utf-8")
    with pytest.raises(DataRejected, match=r"outside_scale:3\.1:1:2024"):
        stages.report(made_sample, CITY, 2021)
    after = files(made_sample.root)
    kept = {name for name in before if "accepted" in name or name.startswith("reports/")}
    assert {name: after.get(name) for name in kept} == {name: before[name] for name in kept}


def test_a_decision_that_matches_nothing_is_refused(sample):
    decisions = sample.raw(CITY) / "corrections.yaml"
    text = decisions.read_text(encoding="utf-8").replace("3.1:1:2024", "3.1:1:2023")
    decisions.write_text(text, encoding="utf-8")
    with pytest.raises(DataRejected, match=r"3\.1:1:2023"):
        stages.validate(sample, CITY)


@pytest.mark.parametrize(
    ("year", "language", "city", "kind"),
    [
        (2025, "id", CITY, DataRejected),
        (2020, "id", CITY, DataRejected),
        (2021, "fr", CITY, UsageError),
        (2021, "id", "kota-lain", UsageError),
        (2021, "id", "../kota-uji", UsageError),
    ],
)
def test_what_does_not_exist_is_refused_before_anything_is_written(
    sample, year, language, city, kind
):
    with pytest.raises(kind):
        stages.report(sample, city, year, language)
    assert not (sample.root / "data" / "processed").exists()


def test_a_missing_table_is_named(sample):
    (sample.raw(CITY) / "tables" / "3.1.csv").unlink()
    with pytest.raises(MissingInput, match=r"data/raw/kota-contoh/tables/3\.1\.csv"):
        stages.evaluate(sample, CITY, 2021)
