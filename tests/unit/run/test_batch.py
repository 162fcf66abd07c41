import pytest

from rapor.ground.errors import DataRejected, Problem, UsageError
from rapor.run import batch
from rapor.run.batch import drop_other_years, execute_all, plan


def years(runs):
    return [run.values["year"] for run in runs]


def test_each_year_is_a_run_for_every_year_of_params(sample):
    runs = plan(sample, "03_evaluate", [("city", "kota-contoh")], ["year"])
    assert years(runs) == [2021, 2022, 2023]


def test_years_that_the_road_map_does_not_reach_are_left_out_and_told(sample, capsys):
    text = sample.params.read_text(encoding="utf-8").replace("- 2021", "- 2019")
    sample.params.write_text(text, encoding="utf-8")
    runs = plan(sample, "03_evaluate", [("city", "kota-uji")], ["year"])
    assert years(runs) == [2022, 2023]
    assert "not in the road map of kota-uji: 2019" in capsys.readouterr().err


def test_a_city_of_which_no_year_can_be_run_is_refused(sample):
    sample.params.write_text("cities: [kota-uji]\nyears: [2019]\nlanguages: [id]\n")
    with pytest.raises(UsageError, match="none is in the road map"):
        plan(sample, "03_evaluate", [("city", "kota-uji")], ["year"])


def test_each_year_and_language_are_all_their_pairs(sample):
    sample.params.write_text("cities: [kota-uji]\nyears: [2022, 2023]\nlanguages: [id, en]\n")
    runs = plan(sample, "04_report", [("city", "kota-uji")], ["year", "language"])
    assert [(run.values["year"], run.values["language"]) for run in runs] == [
        (2022, "id"),
        (2022, "en"),
        (2023, "id"),
        (2023, "en"),
    ]


@pytest.mark.parametrize(
    ("name", "given", "each"),
    [
        ("03_evaluate", [], ["city"]),
        ("03_evaluate", [], ["period"]),
        ("03_evaluate", [("year", "2022")], ["year"]),
        ("01_clean", [], ["year"]),
    ],
)
def test_each_takes_parameters_that_are_lists_in_params(sample, name, given, each):
    with pytest.raises(UsageError):
        plan(sample, name, [("city", "kota-uji"), *given], each)


def test_the_first_failure_ends_the_rest(sample, monkeypatch):
    started = []

    def fail(run, _kernel):
        started.append(run.values["year"])
        raise DataRejected(Problem("a", "b"))

    monkeypatch.setattr(batch, "execute", fail)
    runs = plan(sample, "03_evaluate", [("city", "kota-contoh")], ["year"])
    with pytest.raises(DataRejected):
        execute_all(runs, jobs=1)
    assert len(started) < 3


def test_runs_are_shared_out_the_same_way_every_time(sample, monkeypatch):
    done = {}
    monkeypatch.setattr(
        batch, "execute", lambda run, kernel: done.setdefault(kernel, []).append(run)
    )
    runs = plan(sample, "03_evaluate", [("city", "kota-contoh")], ["year"])
    assert execute_all(runs, jobs=2) == [run.output for run in runs]
    assert sorted(years(share) for share in done.values()) == [[2021, 2023], [2022]]


def test_years_that_are_no_longer_run_are_removed(sample, capsys):
    runs = plan(sample, "03_evaluate", [("city", "kota-uji")], ["year"])
    for name in ("2020", "2022", "notes"):
        (sample.evaluation("kota-uji", 2022).parent / name).mkdir(parents=True)
    drop_other_years(runs)
    left = sorted(path.name for path in runs[0].folder.parent.iterdir())
    assert left == ["2022", "notes"]
    assert "evaluation/2020" in capsys.readouterr().err


def test_runs_of_a_half_year_leave_the_folders_of_whole_years(sample, capsys):
    given = [("city", "kota-uji"), ("period", "semester_1")]
    runs = plan(sample, "03_evaluate", given, ["year"])
    for name in ("2020", "2020-semester-1", "2020-semester-2"):
        (sample.evaluation("kota-uji", 2022).parent / name).mkdir(parents=True)
    runs[0].folder.mkdir()
    drop_other_years(runs)
    left = sorted(path.name for path in runs[0].folder.parent.iterdir())
    assert left == ["2020", "2020-semester-2", runs[0].folder.name]
    assert "evaluation/2020-semester-1" in capsys.readouterr().err


def test_each_city_is_run_with_the_years_of_its_own_road_map(sample, capsys):
    text = sample.params.read_text(encoding="utf-8").replace("- 2021", "- 2020")
    sample.params.write_text(text, encoding="utf-8")
    runs = plan(sample, "03_evaluate", [], ["city", "year"])
    assert [(run.values["city"], run.values["year"]) for run in runs] == [
        (city, year) for city in ("kota-contoh", "kota-uji") for year in (2022, 2023)
    ]
    assert "not in the road map of kota-uji: 2020" in capsys.readouterr().err


def test_a_city_whose_road_map_does_not_reach_the_one_year_is_left_out_and_told(sample, capsys):
    path = sample.raw("kota-uji") / "tables.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("baseline: 2021", "baseline: null"), encoding="utf-8")
    runs = plan(sample, "03_evaluate", [("year", "2021")], ["city"])
    assert [run.values["city"] for run in runs] == ["kota-contoh"]
    assert "not in the road map of kota-uji: 2021" in capsys.readouterr().err
    with pytest.raises(DataRejected, match="no city"):
        plan(sample, "03_evaluate", [("year", "1999")], ["city"])
