"""The notebooks in real kernels, on the sample project."""

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import nbformat
import pytest
from copies import contents

from rapor.ground.errors import UsageError
from rapor.ground.paths import Home
from rapor.run import batch, step
from rapor.run.city_steps import chosen, make_cities, named
from rapor.run.kernel import kernel, surroundings
from rapor.run.notebook import prepare
from rapor.run.workers import CAN_FORK, can_fork

CITY = "kota-contoh"
BIN = Path(sys.executable).parent
pytestmark = pytest.mark.usefixtures("forks_at_once")


@pytest.fixture(scope="module")
def batched(shared_sample):
    """The project with a year of a city, made by forks; nothing was set as a PDF before."""
    assert can_fork() is CAN_FORK
    make_cities(shared_sample, chosen(shared_sample, CITY, "2021"))
    return shared_sample


@pytest.fixture(scope="module")
def started(batched):
    """The kernel of the tests below, in the project that they share."""
    with surroundings(batched), kernel() as used:
        used.run(nbformat.v4.new_notebook(), {})  # it begins now, and knows the project
        yield used


@pytest.fixture
def run(started, batched, rapor, monkeypatch):
    """The command that runs notebooks, in that kernel."""
    monkeypatch.setattr(batch, "kernel", lambda: nullcontext(started))
    return lambda *given: rapor("run", *given, "--jobs", "1", "--home", batched.root)


def files(home):
    kept = contents(home.processed(CITY)) | contents(home.reports)
    return {name: content for name, content in kept.items() if not name.endswith(".lock")}


def test_a_kernel_makes_the_bytes_that_a_batch_has_made(run, batched):
    """One kernel runs all three, and shows a chart after pyplot as before it."""
    made = files(batched)
    assert sum(name.endswith(".ipynb") for name in made) == 4
    shutil.rmtree(batched.report(CITY, 2021))
    for notebook in batched.processed(CITY).rglob("0[13]_*.ipynb"):
        notebook.unlink()
    for name, values in (
        ("01_clean", ["city", CITY]),
        ("03_evaluate", ["city", CITY, "-p", "year", "2021"]),
        ("04_report", ["city", CITY, "-p", "year", "2021"]),
    ):
        code, out, err = run(name, "-p", *values)
        assert (code, out.endswith(f"/{name}.ipynb\n")) == (0, True), err
    assert files(batched) == made


def test_threads_with_kernels_make_what_forks_make(started, batched, monkeypatch):
    made = contents(batched.tidy(CITY))
    shutil.rmtree(batched.tidy(CITY))
    monkeypatch.setattr(step, "can_fork", lambda: False)
    monkeypatch.setattr(step, "kernel", lambda _limit: nullcontext(started))
    make_cities(batched, chosen(batched, CITY, "2021"), stages=named(["clean"]))
    assert contents(batched.tidy(CITY)) == made


def test_an_executed_notebook_is_the_same_bytes_elsewhere_and_in_a_kernel_used_again(
    run, rapor, batched, monkeypatch, tmp_path
):
    """One kernel runs all three years; of two kernels elsewhere, each begins with one of them."""
    each = ["03_evaluate", "-p", "city", CITY, "--each", "year"]
    folder = batched.evaluation(CITY, 2021).parent
    code, out, err = run(*each)
    assert (code, len(out.splitlines())) == (0, 3), err
    here = contents(folder)
    for notebook in folder.rglob("03_evaluate.ipynb"):
        notebook.unlink()
    monkeypatch.undo()
    for name, value in {"TZ": "Asia/Jakarta", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    code, out, err = rapor("run", *each, "--jobs", "2", "--home", batched.root)
    assert (code, len(out.splitlines())) == (0, 3), err
    assert contents(folder) == here
    executed = [content for name, content in here.items() if name.endswith(".ipynb")]
    assert len(executed) == 3
    for notebook in map(json.loads, executed):
        code_cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        counts = [cell["execution_count"] for cell in code_cells]
        assert counts == list(range(1, len(code_cells) + 1))


@pytest.fixture
def undecided(batched):
    """The project while its decisions are gone."""
    decisions = batched.raw(CITY) / "corrections.yaml"
    kept = decisions.read_bytes()
    decisions.write_text("[]\n", encoding="utf-8")
    yield batched
    decisions.write_bytes(kept)


@pytest.mark.parametrize("notebook", ["02_validate", "04_report"])
def test_a_failing_notebook_shows_the_problems_and_leaves_what_stood(run, undecided, notebook):
    values = [("city", CITY)] + [("year", "2021")] * (notebook == "04_report")
    folder = prepare(undecided, notebook, values).folder
    earlier = folder / f"{notebook}.ipynb"
    earlier.write_text("of an earlier run", encoding="utf-8")
    before = contents(folder)
    given = [part for pair in values for part in ("-p", *pair)]
    code, out, err = run(notebook, *given)
    assert code == 1, err
    assert out == ""
    assert "Traceback" not in err
    assert f"data/raw/{CITY}/tables/3.1.csv row 1" in err
    assert "next: decide outside_scale:3.1:1:2024" in err
    assert contents(folder) == before
    earlier.unlink()  # the others find the project as it was


def test_bare_papermill_refuses_what_is_not_declared(started, batched, repository):
    before = contents(batched.root)
    refused = (
        ("04_report", {"city": CITY, "yaer": 2022}, "the nearest is 'year'"),
        ("03_evaluate", {"year": "2022"}, "year: the text '2022'; expected: a whole number"),
    )
    for name, values, reason in refused:
        notebook = nbformat.read(repository / "notebooks" / f"{name}.ipynb", as_version=4)
        with pytest.raises(UsageError, match=re.escape(reason)):
            started.run(notebook, values)
    assert contents(batched.root) == before


def test_bare_papermill_elsewhere_gives_the_report_that_a_batch_has_made(
    batched, repository, tmp_path
):
    """In no format does a zone, locale, hash seed or folder change a byte."""
    report = batched.report(CITY, 2021)
    made = {name: content for name, content in contents(report).items() if ".ipynb" not in name}
    formats = {f"evaluasi.{ending}" for ending in ("docx", "html", "pdf", "xlsx")}
    assert {name for name in made if "/" not in name} == formats | {"manifest.json"}
    shutil.rmtree(report)
    notebook = repository / "notebooks" / "04_report.ipynb"
    bare = [BIN / "papermill", notebook, tmp_path / "out.ipynb", "-p", "city", CITY]
    surrounding = os.environ | {"RAPOR_HOME": str(batched.root), "HOME": str(tmp_path)}
    surrounding |= {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "77"}
    command = [*bare, "-p", "year", "2021", "-k", "python3"]
    ended = subprocess.run(command, env=surrounding, cwd=tmp_path, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert contents(report) == made


def test_a_process_without_a_notebook_gives_that_report_too(batched, made_once):
    assert contents(Home(made_once).report(CITY, 2021)) == contents(batched.report(CITY, 2021))
