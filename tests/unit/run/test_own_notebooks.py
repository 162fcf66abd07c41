"""Notebooks of the consultant's own: only those that are there, and folders of their own."""

import nbformat
import pytest

from rapor.ground.errors import DataRejected, UsageError
from rapor.ground.paths import slug
from rapor.run.batch import plan
from rapor.run.kernel import Kernel
from rapor.run.notebook import execute, own_notebooks, prepare, read_notebook

PARAMETERS = 'city: str = "bengkulu"\nyear: int = 2023\nlimit: int = 5'


@pytest.fixture
def own(sample):
    """Write a notebook of one's own; returns the project."""

    def write(name="analysis", parameters=PARAMETERS):
        cells = [nbformat.v4.new_code_cell("print(1)")]
        if parameters:
            cells.insert(0, nbformat.v4.new_code_cell(parameters))
            cells[0].metadata["tags"] = ["parameters"]
        sample.own_notebooks.mkdir(parents=True, exist_ok=True)
        notebook = nbformat.v4.new_notebook(cells=cells)
        nbformat.write(notebook, sample.own_notebooks / f"{name}.ipynb")
        return sample

    return write


def test_each_city_and_year_has_a_folder_of_its_own_beside_the_reports(own):
    home = own()
    runs = plan(home, "own/analysis", [("limit", "9")], ["city", "year"])
    places = {home.relative(run.output) for run in runs}
    assert "reports/own/analysis/kota-uji/2022/analysis.ipynb" in places
    assert len(places) == len(runs) == 6
    assert {run.values["limit"] for run in runs} == {9}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([("city", "kota-uji"), ("limti", "9")], "the nearest is 'limit'"),
        ([("city", "kota-uji"), ("limit", "much")], "a whole number"),
        ([("city", "kota-lain")], "kota-lain"),
    ],
)
def test_its_parameters_are_held_to_what_it_declares(own, given, expected):
    with pytest.raises(UsageError, match=expected):
        prepare(own(), "own/analysis", given)


def test_one_without_parameters_takes_none_and_runs_as_it_is(own):
    home = own(parameters="")
    assert home.relative(prepare(home, "own/analysis", []).output) == (
        "reports/own/analysis/analysis.ipynb"
    )
    with pytest.raises(UsageError, match="no such parameter"):
        prepare(home, "own/analysis", [("city", "kota-uji")])
    with pytest.raises(UsageError, match="a parameter of own/analysis"):
        plan(home, "own/analysis", [], ["city"])


def test_it_runs_beside_the_stages_notebooks_and_is_the_same_bytes_twice(own):
    home = own()
    run = prepare(home, "own/analysis", [("city", "kota-uji")])
    kernel = Kernel()
    try:
        contents = {execute(run, kernel).read_bytes() for _ in range(2)}
    finally:
        kernel.close()
    assert len(contents) == 1
    assert b'"1\\n"' in contents.pop()
    assert read_notebook(home, "01_clean").cells


@pytest.mark.parametrize(
    "name", ["own/nothing", "own/../01_clean", "own/", "own", "own//analysis", "own/analysis.ipynb",
             "own/.ipynb_checkpoints/analysis-checkpoint", "../own/analysis"]
)  # fmt: skip
def test_a_name_that_is_no_file_there_is_refused(own, name):
    home = own()
    (home.own_notebooks / ".ipynb_checkpoints").mkdir()
    (home.own_notebooks / ".ipynb_checkpoints" / "analysis-checkpoint.ipynb").write_text("{}")
    with pytest.raises(UsageError, match="does not exist"):
        prepare(home, name, [])


def test_a_link_that_leads_out_of_the_folder_is_none_of_them(own, tmp_path):
    home = own()
    (home.own_notebooks / "out.ipynb").symlink_to(tmp_path / "elsewhere.ipynb")
    (home.own_notebooks / ".analysis.ipynb.x.part").write_text("{")
    assert own_notebooks(home) == ["own/analysis"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", ": is no whole notebook"),
        ("<<<<<<< HEAD\n{", " line 1: two versions of the file"),
        ("[]", ": is no whole notebook"),
        ('{"cells": 5, "nbformat": 4}', ": is no whole notebook"),
    ],
)
def test_a_file_that_is_no_notebook_is_told_in_one_line(own, content, told):
    home = own()
    (home.own_notebooks / "analysis.ipynb").write_text(content, encoding="utf-8")
    with pytest.raises(DataRejected, match=rf"notebooks/own/analysis\.ipynb{told}"):
        prepare(home, "own/analysis", [])


def test_a_parameters_cell_that_is_no_python_is_told_with_its_line(own):
    with pytest.raises(UsageError, match="own/analysis parameters line 2: is no Python"):
        prepare(own(parameters="year: int = 2023\n<<<<<<< HEAD"), "own/analysis", [])


def test_no_city_can_be_called_as_the_folder():
    with pytest.raises(UsageError, match="the consultant's own notebooks"):
        slug("own")
