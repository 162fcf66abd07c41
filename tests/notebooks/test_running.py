"""The notebooks in real kernels, on the sample project."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CITY = "kota-contoh"
BIN = Path(sys.executable).parent


def command(*arguments, home, **more):
    ended = subprocess.run(
        [str(one) for one in arguments],
        env=os.environ | {"RAPOR_HOME": str(home.root), **more},
        cwd=home.root.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout, ended.stderr


def run(home, name, *values, **more):
    given = [part for pair in values for part in ("-p", *pair)]
    return command(BIN / "rapor", "run", name, *given, home=home, **more)


def test_strict_and_bare_papermill_give_the_same_report(shared_sample, repository, tmp_path):
    report = shared_sample.report(CITY, 2021)
    notebook = repository / "notebooks" / "04_report.ipynb"
    bare = [BIN / "papermill", notebook, tmp_path / "out.ipynb", "-p", "city", CITY]
    code, _, err = command(*bare, "-p", "year", "2021", "-k", "python3", home=shared_sample)
    assert code == 0, err
    made = {path.name: path.read_bytes() for path in report.iterdir()}
    formats = {f"evaluasi.{ending}" for ending in ("docx", "html", "pdf", "xlsx")}
    assert set(made) == formats | {"manifest.json"}
    code, out, err = run(shared_sample, "04_report", ("city", CITY), ("year", "2021"))
    assert code == 0, err
    assert out == f"reports/{CITY}/2021/04_report.ipynb\n"
    assert {name: (report / name).read_bytes() for name in made} == made


def test_an_executed_notebook_is_the_same_bytes_every_time(shared_sample, tmp_path):
    written = shared_sample.tidy(CITY) / "01_clean.ipynb"
    contents = []
    for other in (
        {"TZ": "Asia/Jakarta"},
        {"TZ": "UTC", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)},
    ):
        code, _, err = run(shared_sample, "01_clean", ("city", CITY), **other)
        assert code == 0, err
        contents.append(written.read_bytes())
        written.unlink()
    assert contents[0] == contents[1]
    cells = json.loads(contents[0])["cells"]
    assert [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"] == list(
        range(1, sum(cell["cell_type"] == "code" for cell in cells) + 1)
    )


def test_a_kernel_used_again_gives_what_a_new_one_gives(shared_sample):
    each = [BIN / "rapor", "run", "03_evaluate", "-p", "city", CITY, "--each", "year"]
    folder = shared_sample.evaluation(CITY, 2021).parent
    contents = []
    for jobs in ("1", "3"):
        code, out, err = command(*each, "--jobs", jobs, home=shared_sample)
        assert code == 0, err
        assert len(out.splitlines()) == 3
        contents.append(
            {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        )
    assert contents[0] == contents[1]


@pytest.mark.parametrize("notebook", ["02_validate", "04_report"])
def test_a_failing_notebook_shows_the_problems_and_leaves_what_stood(sample, notebook):
    values = [("city", CITY)] + [("year", "2021")] * (notebook == "04_report")
    folder = sample.report(CITY, 2021) if notebook == "04_report" else sample.accepted(CITY)
    folder.mkdir(parents=True)
    for name in ("evaluasi.html", f"{notebook}.ipynb"):
        (folder / name).write_text("of an earlier run", encoding="utf-8")
    (sample.raw(CITY) / "corrections.yaml").write_text("[]\n", encoding="utf-8")
    code, out, err = run(sample, notebook, *values)
    assert code == 1
    assert out == ""
    assert "Traceback" not in err
    assert f"data/raw/{CITY}/tables/3.1.csv row 1" in err
    assert "next: decide outside_scale:3.1:1:2024" in err
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {
        "evaluasi.html": "of an earlier run",
        f"{notebook}.ipynb": "of an earlier run",
    }


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("04_report", ["-p", "city", CITY, "-p", "yaer", "2022"], "the nearest is 'year'"),
        ("03_evaluate", ["-r", "year", "2022"], "year: the text '2022'; expected: a whole number"),
    ],
)
def test_bare_papermill_refuses_what_is_not_declared(
    sample, repository, tmp_path, name, given, said
):
    notebook = repository / "notebooks" / f"{name}.ipynb"
    bare = [BIN / "papermill", notebook, tmp_path / "out.ipynb", *given, "-k", "python3"]
    code, _, err = command(*bare, home=sample)
    assert code == 1
    assert said in err
    assert not (sample.root / "data" / "processed").exists()
    assert not sample.reports.exists()
