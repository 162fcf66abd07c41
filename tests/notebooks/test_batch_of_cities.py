"""The steps of many cities at a time, on the sample project."""

from collections import deque
from dataclasses import replace

import pytest
from filelock import FileLock

from rapor.ground.errors import DataRejected, MissingInput, Problem, UsageError
from rapor.ground.files import LOCK
from rapor.run import step
from rapor.run.city_steps import CityWay, chosen, make_cities, named
from rapor.run.freshness import Shared
from rapor.run.pipeline import EVALUATE
from rapor.run.settings import read_params
from rapor.run.step import Step
from rapor.run.workers import CAN_FORK, can_fork
from rapor.write.pdf import writer

CITY, OTHER = "kota-contoh", "kota-uji"
pytestmark = pytest.mark.usefixtures("forks_at_once")


def files(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".batch" not in path.parts
    }


@pytest.fixture(autouse=True)
def _forks(monkeypatch):
    """Cleaning sets no PDF, so that its forks run although an earlier test may have set one."""
    monkeypatch.setattr(step, "can_fork", lambda: CAN_FORK)


def clean(home, cities="", **more):
    return make_cities(home, chosen(home, cities, ""), stages=named(["clean"]), **more)


def test_what_is_up_to_date_stays_and_what_is_changed_is_made(sample):
    assert clean(sample) == 2
    assert clean(sample, resume=True) == 0
    sources = sample.raw(OTHER) / "sources.yaml"
    sources.write_text(sources.read_text() + "\n")
    assert clean(sample, resume=True) == 1
    next(sample.tidy(CITY).glob("*.csv")).unlink()
    assert clean(sample, resume=True) == 1
    assert clean(sample) == 2


def test_a_city_that_is_refused_is_told_of_and_stops_no_other(sample, capsys):
    tables = sample.raw(CITY) / "tables.yaml"
    kept = tables.read_text()
    tables.write_text("tables: [")
    with pytest.raises(DataRejected, match=rf"data/raw/{CITY}/tables.yaml"):
        clean(sample)
    assert (sample.tidy(OTHER) / "01_clean.ipynb").is_file()
    assert f"{CITY}: FAILED" in capsys.readouterr().err
    tables.write_text(kept)
    assert clean(sample, resume=True) == 1


def test_a_process_that_has_set_a_pdf_is_not_forked(monkeypatch):
    monkeypatch.setattr(writer, "has_set", lambda: True)
    assert not can_fork()
    monkeypatch.setattr(writer, "has_set", lambda: False)
    assert can_fork() is CAN_FORK


def test_a_second_batch_at_the_same_time_is_refused(sample, monkeypatch):
    monkeypatch.setattr("rapor.run.freshness._PATIENCE", 0.1)
    folder = sample.root / "data" / "processed" / ".batch"
    folder.mkdir(parents=True)
    with (
        FileLock(folder.resolve() / LOCK),
        pytest.raises(MissingInput, match="another run has been writing here"),
    ):
        clean(sample)


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (lambda home: chosen(home, "", "2O22"), "2O22"),
        (lambda home: chosen(home, "../elsewhere", ""), "not a slug"),
        (lambda home: make_cities(home, chosen(home, "kota-lain", "")), "kota-lain"),
        (lambda _home: named(["clear"]), "one of clean, validate, evaluate, report"),
    ],
)
def test_what_does_not_exist_is_refused_before_anything_is_made(refused, words, sample):
    with pytest.raises(UsageError, match=words):
        refused(sample)
    assert not sample.tidy(CITY).exists()


def test_what_is_kept_of_a_city_and_cannot_be_read_is_made_again(sample):
    clean(sample)
    (sample.root / "data" / "processed" / ".batch" / f"{CITY}.json").write_text("{")
    assert clean(sample, resume=True) == 1


@pytest.mark.parametrize(
    ("years", "together", "steps"),
    [
        ((2021, 2022), True, [(2021, 2022)]),
        ((2021, 2022), False, [(2021,), (2022,)]),
        ((1999,), True, []),
        ((1999,), False, []),
    ],
)
def test_the_years_of_a_stage_are_one_step_or_one_each(years, together, steps, sample):
    params = replace(read_params(sample), years=years)
    way = CityWay(
        sample, CITY, params, deque([EVALUATE]), Shared(sample, params), False, False, together
    )
    assert [step.years for step in way.steps()] == steps


def test_a_year_that_is_refused_stops_no_other_of_its_step(sample):
    asked = []

    class Refusing:
        def run(self, _notebook, values):
            asked.append(values["year"])
            raise DataRejected(Problem(str(values["year"]), "is wrong"))

    with pytest.raises(DataRejected, match=r"2021[\s\S]*2022"):
        Step(sample, CITY, EVALUATE, (2021, 2022), ()).make(Refusing())
    assert asked == [2021, 2022]
