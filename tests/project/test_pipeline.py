"""The records of the stages, and dvc.yaml, which is made from them."""

import re
from itertools import pairwise

import pytest
import yaml

from rapor.run.pipeline import BY_NOTEBOOK, COMPARE, OPENED, SHARED, SITE, STAGES, dvc_yaml

OF_CITY = [stage for stage in STAGES if stage.of_city]
RUNS = {"compare": "rapor.run.all_cities", "site": "rapor.run.all_cities"}
"""What a stage runs that has no room of its own name."""


@pytest.fixture(scope="session")
def params(repository):
    return yaml.safe_load((repository / "params.yaml").read_text(encoding="utf-8"))


def test_dvc_yaml_is_what_the_records_say(repository):
    assert (repository / "dvc.yaml").read_text(encoding="utf-8") == dvc_yaml(), "run: make docs"


def test_a_stage_depends_on_all_that_it_reads_and_runs_and_writes_what_it_says():
    stages = yaml.safe_load(dvc_yaml())["stages"]
    assert list(stages) == [stage.name for stage in STAGES]
    for stage in STAGES:
        of_city = stages[stage.name].get("foreach") == "${cities}"
        assert of_city == stage.of_city
        entry = stages[stage.name]["do"] if of_city else stages[stage.name]
        deps = {dep.replace("${item}", "{city}") for dep in entry["deps"]}
        assert {*stage.reads, *(f"src/rapor/{folder}" for folder in stage.code)} <= deps
        assert stage.notebook == "" or f"notebooks/{stage.notebook}.ipynb" in deps
        outs = {name: how for out in entry["outs"] for name, how in out.items()}
        assert [name.replace("${item}", "{city}") for name in outs] == list(stage.writes)
        metrics = {name: how for file in entry.get("metrics", ()) for name, how in file.items()}
        assert list(metrics) == list(stage.metrics)
        kept = {**outs, **metrics}.values()
        assert all(how == {"cache": False, "persist": True} for how in kept)


def test_beyond_ten_cities_a_stage_makes_its_step_of_all_of_them():
    few, many = [f"kota-{n}" for n in range(10)], [f"kota-{n}" for n in range(11)]
    assert dvc_yaml(few) == dvc_yaml()
    stages = yaml.safe_load(dvc_yaml(many))["stages"]
    assert list(stages) == [stage.name for stage in STAGES]
    for stage in OF_CITY:
        entry = stages[stage.name]
        assert entry["cmd"] == f"rapor batch --stage {stage.name} --resume"
        assert "cities" in entry["params"]
        outs = [name for out in entry["outs"] for name in out]
        assert outs == [place.replace("{city}", c) for place in stage.writes for c in many]
        own = {place.replace("{city}", city) for place in stage.reads for city in many}
        assert own <= set(entry["deps"])
    assert stages["compare"] == yaml.safe_load(dvc_yaml())["stages"]["compare"]


@pytest.mark.parametrize("stage", OF_CITY, ids=lambda stage: stage.name)
def test_a_stage_of_a_city_reads_no_place_in_which_other_cities_stand(stage):
    shared = [place for place in stage.reads if "{city}" not in place]
    assert shared == ["data/reference"]


def test_what_is_national_names_no_city_of_its_own(repository):
    """Adding a city therefore changes no file that another city's stages depend on."""
    names = {path.name for path in (repository / "data" / "reference").iterdir()}
    assert "cities.csv" not in names
    for name in ("agencies.csv", "labels.csv"):
        header = (repository / "data" / "reference" / name).read_text("utf-8").partition("\n")[0]
        assert "city" not in header.split(",")


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_rests_on_every_room_that_its_code_reaches(imports, stage):
    start = RUNS.get(stage.name, f"rapor.{stage.name}")
    inside = [name for name in imports if name == start or name.startswith(f"{start}.")]
    if stage is SITE:
        inside = ["rapor.report"]
    rooms = reached(imports, inside)
    assert inside
    assert rooms - {*stage.code} == set()
    speaks = "rapor.ground.language" in {
        name
        for module in imports
        if module.split(".")[1:2] in [[r] for r in rooms - {*SHARED}]
        for name in imports[module]
    }
    assert ("locale" in stage.rooms) == speaks


def reached(imports, start):
    """Rooms of all modules that some modules import, ``run`` apart, which calls every room."""
    seen, todo = set(), list(start)
    while todo:
        name = todo.pop()
        if name in imports and name not in seen:
            seen.add(name)
            others = name.startswith("rapor.run.") and name not in start
            todo += [] if others else imports[name]
    return {name.split(".")[1] for name in seen if "." in name}


def test_no_stage_of_a_city_touches_another_city(params):
    text = dvc_yaml()
    assert [city for city in params["cities"] if re.search(rf"\b{city}\b", text)] == []
    assert all("{city}" in place for stage in OF_CITY for place in stage.writes)
    shared = {place for stage in OF_CITY for place in stage.reads if "{city}" not in place}
    assert shared == {"data/reference"}


def test_each_step_reads_what_the_ones_before_have_made():
    for before, after in pairwise(OF_CITY):
        assert set(before.writes) & set(after.reads)
    made = {place.replace("{city}", "x") for stage in OF_CITY[:-1] for place in stage.writes}
    for stage in (COMPARE, SITE):
        assert all(any(place.startswith(f"{read}/") for read in stage.reads) for place in made)
        assert stage.lists == ("cities", "languages", "years")


def test_every_notebook_is_a_stage_and_every_place_exists(repository):
    stored = {path.stem for path in (repository / "notebooks").glob("*.ipynb")}
    assert stored == {*OPENED, *BY_NOTEBOOK}
    assert all((repository / "src" / "rapor" / room).is_dir() for s in STAGES for room in s.code)


def test_dvc_asks_and_tells_nobody(repository):
    config = (repository / ".dvc" / "config").read_text(encoding="utf-8")
    assert "analytics = false" in config
    assert "check_update = false" in config
    assert "remote" not in config


@pytest.fixture(scope="session")
def ignored(repository):
    return set((repository / ".dvcignore").read_text(encoding="utf-8").splitlines())


def test_reports_on_request_are_not_outputs_of_the_pipeline(ignored, params):
    made = ("evaluation.*", "comparison.*", "*_en.ipynb")
    on_request = {f"reports/**/{name}" for name in made} & ignored
    assert (len(on_request) == 3) == ("en" not in params["languages"])


def test_what_tells_of_the_making_is_no_output(ignored):
    assert {"inputs.sha256", "manifest.json"} <= ignored
