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
from rapor.run import batch
from rapor.run.kernel import kernel, surroundings
from rapor.run.notebook import prepare

CITY = "kota-contoh"
BIN = Path(sys.executable).parent


def command(*arguments, home):
    ended = subprocess.run(
        [str(argument) for argument in arguments],
        env=os.environ | {"RAPOR_HOME": str(home.root)},
        cwd=home.root.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout, ended.stderr


def test_strict_and_bare_papermill_give_the_same_report(shared_made, repository, tmp_path):
    """And the report that stands there, which a process without a notebook has made."""
    report = shared_made.report(CITY, 2021)
    made = contents(report)
    formats = {f"evaluasi.{ending}" for ending in ("docx", "html", "pdf", "xlsx")}
    assert {name for name in made if "/" not in name} == formats | {"manifest.json"}
    shutil.rmtree(report)
    notebook = repository / "notebooks" / "04_report.ipynb"
    bare = [BIN / "papermill", notebook, tmp_path / "out.ipynb", "-p", "city", CITY]
    code, _, err = command(*bare, "-p", "year", "2021", "-k", "python3", home=shared_made)
    assert code == 0, err
    assert contents(report) == made
    shutil.rmtree(report)
    strict = [BIN / "rapor", "run", "04_report", "-p", "city", CITY, "-p", "year", "2021"]
    code, out, err = command(*strict, home=shared_made)
    assert code == 0, err
    assert out == f"reports/{CITY}/2021/04_report.ipynb\n"
    assert {name: (report / name).read_bytes() for name in made} == made


def test_an_executed_notebook_is_the_same_bytes_elsewhere_and_in_a_kernel_used_again(
    shared_made, rapor, monkeypatch, tmp_path
):
    """One kernel runs all three years; of two kernels elsewhere, each begins with one of them."""
    each = ["run", "03_evaluate", "-p", "city", CITY, "--each", "year"]
    folder = shared_made.evaluation(CITY, 2021).parent
    contents = []
    for jobs, more in (
        ("1", {"TZ": "Asia/Jakarta"}),
        ("2", {"TZ": "UTC", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}),
    ):
        with monkeypatch.context() as elsewhere:
            for name, value in more.items():
                elsewhere.setenv(name, value)
            code, out, err = rapor(*each, "--jobs", jobs, "--home", shared_made.root)
        assert code == 0, err
        assert len(out.splitlines()) == 3
        written = [path for path in folder.rglob("*.*") if path.is_file()]
        contents.append({path.relative_to(folder): path.read_bytes() for path in written})
        for notebook in folder.rglob("03_evaluate.ipynb"):
            notebook.unlink()
    assert contents[0] == contents[1]
    executed = [content for path, content in contents[0].items() if path.suffix == ".ipynb"]
    assert len(executed) == 3
    for notebook in map(json.loads, executed):
        code_cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        counts = [cell["execution_count"] for cell in code_cells]
        assert counts == list(range(1, len(code_cells) + 1))


@pytest.fixture(scope="module")
def started(shared_made):
    """The kernel of the tests below, in the project that they share."""
    with surroundings(shared_made), kernel() as used:
        used.run(nbformat.v4.new_notebook(), {})  # it begins now, and knows the project
        yield used


@pytest.fixture
def undecided(shared_made):
    """The project while its decisions are gone."""
    decisions = shared_made.raw(CITY) / "corrections.yaml"
    kept = decisions.read_bytes()
    decisions.write_text("[]\n", encoding="utf-8")
    yield shared_made
    decisions.write_bytes(kept)


@pytest.mark.parametrize("notebook", ["02_validate", "04_report"])
def test_a_failing_notebook_shows_the_problems_and_leaves_what_stood(
    started, undecided, rapor, monkeypatch, notebook
):
    monkeypatch.setattr(batch, "kernel", lambda: nullcontext(started))
    values = [("city", CITY)] + [("year", "2021")] * (notebook == "04_report")
    folder = prepare(undecided, notebook, values).folder
    earlier = folder / f"{notebook}.ipynb"
    earlier.write_text("of an earlier run", encoding="utf-8")
    before = contents(folder)
    given = [part for pair in values for part in ("-p", *pair)]
    code, out, err = rapor("run", notebook, *given, "--jobs", "1", "--home", undecided.root)
    assert code == 1, err
    assert out == ""
    assert "Traceback" not in err
    assert f"data/raw/{CITY}/tables/3.1.csv row 1" in err
    assert "next: decide outside_scale:3.1:1:2024" in err
    assert contents(folder) == before
    earlier.unlink()  # the others find the project as it was


def test_bare_papermill_refuses_what_is_not_declared(started, shared_made, repository):
    before = contents(shared_made.root)
    refused = (
        ("04_report", {"city": CITY, "yaer": 2022}, "the nearest is 'year'"),
        ("03_evaluate", {"year": "2022"}, "year: the text '2022'; expected: a whole number"),
    )
    for name, values, reason in refused:
        notebook = nbformat.read(repository / "notebooks" / f"{name}.ipynb", as_version=4)
        with pytest.raises(UsageError, match=re.escape(reason)):
            started.run(notebook, values)
    assert contents(shared_made.root) == before
