"""dvc.yaml: a stage per city and step, and nothing that a stage reads is left out."""

import re
from pathlib import Path

import pytest
import yaml

ROOM = {"clean": "clean", "validate": "validate", "evaluate": "evaluate", "report": "report"}
NOTEBOOK = {
    "clean": "01_clean",
    "validate": "02_validate",
    "evaluate": "03_evaluate",
    "report": "04_report",
}
NOTEBOOKS = ("rapor.run.stages", "rapor.run.show", "rapor.run.notebook")
"""What every stage runs that is a notebook."""
STARTERS = {"rapor.run.cli", "rapor.run.batch", "rapor.run.parameters"}
"""Modules that start a notebook but have no part in what it makes."""

BETWEEN = "rapor.run.all_cities"
"""What only the stage between cities runs."""
SITE = "rapor.run.all_cities"
"""What only the page of all reports runs."""

GIVEN = {"rapor", "rapor.ground.errors", "rapor.ground.paths"}
"""Ground that says where and what went wrong; the bytes of no output come from it."""


@pytest.fixture(scope="session")
def params(repository):
    return yaml.safe_load((repository / "params.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def stages(repository, params):
    """Every stage of a city by name and city, with the city filled in."""
    text = (repository / "dvc.yaml").read_text(encoding="utf-8")
    found = {}
    for name, stage in yaml.safe_load(text)["stages"].items():
        if name in ("compare", "site"):
            continue
        assert stage["foreach"] == "${cities}"
        for city in params["cities"]:
            filled = yaml.safe_dump(stage["do"]).replace("${item}", city)
            found[name, city] = yaml.safe_load(filled)
    return found


@pytest.fixture(scope="session")
def compare(repository):
    """The one stage that is not of a city."""
    text = (repository / "dvc.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["stages"]["compare"]


@pytest.fixture(scope="session")
def site(repository):
    """The stage of the page from which all reports are found."""
    text = (repository / "dvc.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["stages"]["site"]


def outs(stage):
    return [path for out in stage["outs"] for path in out]


def test_every_city_has_every_step(stages, params):
    assert set(stages) == {(step, city) for step in ROOM for city in params["cities"]}


def test_a_stage_runs_its_notebook_with_its_city(stages):
    for (step, city), stage in stages.items():
        assert stage["cmd"].startswith(f"rapor run {NOTEBOOK[step]} -p city {city}")
        assert f"notebooks/{NOTEBOOK[step]}.ipynb" in stage["deps"]


def test_no_stage_of_a_city_touches_another_city(stages, params):
    for (_, city), stage in stages.items():
        others = [other for other in params["cities"] if other != city]
        text = yaml.safe_dump(stage)
        assert [other for other in others if re.search(rf"\b{other}\b", text)] == []


def test_a_failing_stage_leaves_the_previous_output(stages):
    for stage in stages.values():
        for out in stage["outs"]:
            assert list(out.values()) == [{"cache": False, "persist": True}]


def test_each_step_depends_on_the_ones_before(stages, params):
    for city in params["cities"]:
        made = []
        for step in ROOM:
            stage = stages[step, city]
            if step == "report":
                made = [path for path in made if not path.endswith("/tidy")]
            if made:
                assert set(stage["deps"]) & set(made)
            made += outs(stage)
    evaluation = {"data/processed/x/accepted", "data/processed/x/evaluation"}
    deps = {
        dep.replace(params["cities"][0], "x")
        for dep in stages["report", params["cities"][0]]["deps"]
    }
    assert evaluation <= deps


def closure(imports, start):
    seen, todo = set(), list(start)
    while todo:
        name = todo.pop()
        if name in seen or name not in imports:
            continue
        seen.add(name)
        parents = {name.rpartition(".")[0]} - {"", "rapor"}
        todo += [*imports[name], *parents]
    return seen


def covered(deps, module, repository):
    path = Path("src", *module.split("."))
    file = path.with_suffix(".py") if (repository / path.with_suffix(".py")).is_file() else path
    return any(file.as_posix() == dep or file.as_posix().startswith(f"{dep}/") for dep in deps)


@pytest.mark.parametrize("step", ROOM)
def test_every_module_that_a_step_runs_is_a_dependency(repository, stages, imports, params, step):
    deps = stages[step, params["cities"][0]]["deps"]
    others = {f"rapor.{room}" for room in ROOM.values()} | {BETWEEN}
    assert missing(imports, repository, deps, others, [*NOTEBOOKS, f"rapor.{ROOM[step]}"]) == []


def missing(imports, repository, deps, others, starts):
    """Modules that a stage runs and does not depend on; those of ``others`` are not its own."""
    own = {name: [one for one in names if one not in others] for name, names in imports.items()}
    used = closure(own, starts)
    used -= STARTERS | GIVEN | {"rapor.run"}
    return sorted(name for name in used if not covered(deps, name, repository))


def test_the_comparison_depends_on_what_every_city_s_stages_made(compare, stages):
    made = [
        path
        for (step, _), stage in stages.items()
        if step in ("validate", "evaluate")
        for path in outs(stage)
    ]
    assert len(made) > 2
    assert [path for path in made if not covered_by(compare["deps"], path)] == []


def covered_by(deps, path):
    return any(path == dep or path.startswith(f"{dep}/") for dep in deps)


def test_the_comparison_depends_on_every_module_that_it_runs(repository, imports, compare):
    others = {"rapor.clean", "rapor.validate"}
    starts = [*NOTEBOOKS, BETWEEN, "rapor.evaluate", "rapor.report"]
    assert missing(imports, repository, compare["deps"], others, starts) == []
    assert "src/rapor/locale" in compare["deps"]


def test_the_comparison_runs_for_every_city_year_and_language(compare):
    assert compare["cmd"] == "rapor run 05_compare --each year --each language"
    assert compare["params"] == ["cities", "languages", "years"]
    assert compare["outs"] == [{"reports/compare": {"cache": False, "persist": True}}]


def test_the_page_of_all_reports_depends_on_what_it_reads_and_runs(
    repository, imports, site, compare
):
    others = {"rapor.clean", "rapor.validate", "rapor.evaluate", BETWEEN}
    assert missing(imports, repository, site["deps"], others, [SITE, "rapor.report"]) == []
    assert {"data/processed", "data/raw", "data/reference"} <= set(site["deps"])
    assert "src/rapor/locale" in site["deps"]
    assert site["params"] == compare["params"]


def test_the_page_of_all_reports_is_an_output_and_the_list_of_those_on_request_is_not(site):
    assert site["cmd"] == "rapor site"
    assert site["outs"] == [{"reports/index.html": {"cache": False, "persist": True}}]


@pytest.mark.parametrize("step", ROOM)
def test_a_step_that_speaks_depends_on_the_messages(stages, imports, params, step):
    speaks = any(
        "rapor.ground.language" in names
        for module, names in imports.items()
        if module.startswith(f"rapor.{ROOM[step]}.")
    )
    assert ("src/rapor/locale" in stages[step, params["cities"][0]]["deps"]) == speaks


def test_every_dependency_exists(repository, stages):
    made = {path for stage in stages.values() for path in outs(stage)}
    gone = {
        dep
        for stage in stages.values()
        for dep in stage["deps"]
        if dep not in made and not (repository / dep).exists()
    }
    assert gone == set()


def test_dvc_asks_and_tells_nobody(repository):
    config = (repository / ".dvc" / "config").read_text(encoding="utf-8")
    assert "analytics = false" in config
    assert "check_update = false" in config
    assert "remote" not in config


def test_reports_on_request_are_not_outputs_of_the_pipeline(repository, params):
    ignored = (repository / ".dvcignore").read_text(encoding="utf-8").splitlines()
    made = ("evaluation.*", "comparison.html", "*_en.ipynb")
    on_request = {f"reports/**/{name}" for name in made} & set(ignored)
    assert (len(on_request) == 3) == ("en" not in params["languages"])
