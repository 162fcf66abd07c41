"""The locks, the conda environment and the project's own list of dependencies agree."""

import re
import tomllib

import pytest
import yaml

PIN = re.compile(r"^([a-z0-9][a-z0-9.\-]*)==([^\s;]+)", re.MULTILINE)
LOCKS = ("requirements.lock", "requirements-lab.lock")


def pins(text):
    return dict(PIN.findall(text))


@pytest.fixture(scope="session")
def locks(repository):
    return {name: (repository / name).read_text(encoding="utf-8") for name in LOCKS}


def declared(repository):
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = [*project["dependencies"], *extras["dev"]]
    bare = [re.split(r"[\[<>=!~ ]", line)[0].lower() for line in named]
    return bare, [re.split(r"[\[<>=!~ ]", line)[0].lower() for line in extras["lab"]]


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes_and_no_line_an_address(locks, name):
    blocks = re.split(r"\n(?=[a-z0-9])", locks[name].strip())
    assert len(blocks) > 100
    assert [
        block for block in blocks if not PIN.match(block) or "--hash=sha256:" not in block
    ] == []
    assert "://" not in locks[name]
    assert "--index" not in locks[name]


def test_the_lab_has_the_same_pins_and_jupyterlab_on_top(locks):
    plain, lab = (pins(locks[name]) for name in LOCKS)
    assert plain.items() <= lab.items()
    assert "jupyterlab" in lab


def test_jupyterlab_stays_out_of_the_environment_that_runs_the_pipeline(locks):
    assert not {"jupyterlab", "rfc3987-syntax"} & set(pins(locks["requirements.lock"]))


def test_every_declared_dependency_is_locked(repository, locks):
    needed, lab = declared(repository)
    assert set(needed) <= set(pins(locks["requirements.lock"]))
    assert set(lab) <= set(pins(locks["requirements-lab.lock"]))


def test_the_conda_environment_is_the_lab_lock(repository, locks):
    text = (repository / "environment.yml").read_text(encoding="utf-8")
    listed = yaml.safe_load(text)["dependencies"]
    assert listed[:2] == ["python=3.11", "pip"]
    first, *named = listed[2]["pip"]
    assert first == "-r requirements-lab.lock"
    lab = pins(locks["requirements-lab.lock"])
    assert named == [f"{name}=={lab[name]}" for name in sorted(pins("\n".join(named)))]
    visible = {"jupyterlab", "papermill", "pandas", "seaborn", "great-expectations", "nbval", "dvc"}
    assert set(pins("\n".join(named))) == visible
