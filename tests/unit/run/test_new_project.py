"""'rapor init' makes a project in which everything works, from the package alone."""

import nbformat
import pytest
import yaml

from rapor.ground.errors import MissingInput, UsageError
from rapor.ground.project_files import files_below
from rapor.run import listing, stages
from rapor.run import new_project as module
from rapor.run.new_project import EXAMPLE_CITY, new_project
from rapor.run.notebook import prepare
from rapor.run.pipeline import BY_NOTEBOOK, CODE, code_fingerprints, dvc_yaml
from rapor.run.settings import read_params


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A new project, in a folder with blanks and letters that are not ASCII."""
    return new_project(tmp_path_factory.mktemp("new") / "proyek baru é")


def test_its_city_has_findings_and_none_is_undecided(project):
    findings, problems = listing.check(project, [EXAMPLE_CITY])
    assert problems == []
    assert len(findings)


def test_its_report_is_made(project):
    page = stages.report(project, EXAMPLE_CITY, 2023)
    assert "Kota Contoh" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in BY_NOTEBOOK if name != "05_compare"])
def test_its_notebooks_run_with_their_defaults(project, name):
    run = prepare(project, name, [])
    assert run.values["city"] == EXAMPLE_CITY
    assert run.values.get("year", 2023) in read_params(project).years


def test_its_notebooks_are_those_of_the_repository_without_outputs(project, repository):
    names = sorted(path.name for path in (project.root / "notebooks").glob("*.ipynb"))
    assert names == sorted(path.name for path in (repository / "notebooks").glob("*.ipynb"))
    for name in names:
        made, ours = (
            nbformat.read(root / "notebooks" / name, 4) for root in (project.root, repository)
        )
        assert [cell.get("outputs", []) for cell in made.cells] == [[] for _ in made.cells]
        changed = [
            (before, after)
            for ours_cell, cell in zip(ours.cells, made.cells, strict=True)
            for before, after in zip(
                ours_cell.source.split("\n"), cell.source.split("\n"), strict=True
            )
            if before != after
        ]
        assert all(before.startswith("city: str = ") for before, _ in changed)


def test_its_pipeline_rests_on_the_fingerprints_of_the_program(project):
    text = (project.root / "dvc.yaml").read_text(encoding="utf-8")
    assert text == dvc_yaml(installed=True)
    assert "src/rapor/" not in text.partition("stages:")[2]
    assert (project.root / CODE).read_text(encoding="utf-8") == code_fingerprints()
    known = set(yaml.safe_load(code_fingerprints()))
    stages_of = yaml.safe_load(text)["stages"].values()
    for stage in stages_of:
        params = stage.get("do", stage)["params"]
        assert set(params[-1][CODE]) <= known


def test_dvc_is_told_where_there_is_no_git(tmp_path):
    assert "no_scm" in (new_project(tmp_path / "a").root / ".dvc" / "config.local").read_text()
    (tmp_path / ".git").mkdir()
    assert not (new_project(tmp_path / "b").root / ".dvc" / "config.local").exists()


def test_an_empty_folder_is_filled_and_one_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "empty").mkdir()
    assert (new_project(tmp_path / "empty").root / "params.yaml").is_file()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="there is something in it"):
        new_project(tmp_path / "full")
    assert [path.name for path in files_below(tmp_path / "full")] == ["mine.txt"]


def test_a_machine_that_refuses_leaves_nothing_behind(tmp_path, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "refused")

    monkeypatch.setattr(module, "write_schemas", refuse)
    with pytest.raises(MissingInput):
        new_project(tmp_path / "project")
    assert list(tmp_path.iterdir()) == []
