import shutil
from pathlib import Path

import pytest

from rapor.ground import paths
from rapor.ground.errors import MissingInput, UsageError
from rapor.ground.paths import PACKAGE, Home, find_home, is_slug, slug


@pytest.mark.parametrize("text", ["binjai", "kota-binjai", "a", "kota2", "a1-b2-c3"])
def test_a_slug_is_taken_as_it_is(text):
    assert slug(text) == text
    assert is_slug(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Binjai",
        "../binjai",
        "binjai/..",
        "/etc/passwd",
        "C:\\kota",
        "binjai ",
        "binjai\n",
        "kota_binjai",
        "-binjai",
        "binjai-",
        "kota--binjai",
        "2binjai",
        "bïnjai",
        "<b>binjai</b>",
        "binjai;rm -rf .",
        "$(binjai)",
        "{city}",
        "${item}",
        "a" * 41,
    ],
)
def test_what_is_no_slug_is_refused_before_any_path_is_made(text):
    assert not is_slug(text)
    with pytest.raises(UsageError, match="is not a slug"):
        slug(text)


@pytest.mark.parametrize("place", ["raw", "processed", "tidy", "accepted", "findings"])
def test_every_folder_of_a_city_refuses_a_path(tmp_path, place):
    with pytest.raises(UsageError):
        getattr(Home(tmp_path), place)("../outside")


def test_the_folders_of_a_year_refuse_a_path(tmp_path):
    home = Home(tmp_path)
    with pytest.raises(UsageError):
        home.evaluation("../outside", 2023)
    with pytest.raises(UsageError):
        home.report("../outside", 2023)


def test_what_is_derived_lies_below_processed_and_reports(tmp_path):
    home = Home(tmp_path)
    shown = [
        home.relative(path)
        for path in (
            home.raw("binjai"),
            home.tidy("binjai"),
            home.accepted("binjai"),
            home.findings("binjai"),
            home.evaluation("binjai", 2023),
            home.report("binjai", 2023),
        )
    ]
    assert shown == [
        "data/raw/binjai",
        "data/processed/binjai/tidy",
        "data/processed/binjai/accepted",
        "data/processed/binjai/findings.csv",
        "data/processed/binjai/evaluation/2023",
        "reports/binjai/2023",
    ]


def test_a_path_outside_is_shown_by_its_name_only(tmp_path):
    home = Home(tmp_path / "project")
    assert home.relative(tmp_path / "elsewhere" / "document.txt") == "document.txt"


def a_home(folder):
    folder.mkdir(parents=True)
    (folder / "params.yaml").write_text("cities: []\n")
    return folder


@pytest.fixture
def no_named_home(monkeypatch):
    monkeypatch.delenv("RAPOR_HOME", raising=False)


@pytest.mark.usefixtures("no_named_home")
def test_the_home_is_found_upwards(tmp_path, monkeypatch):
    root = a_home(tmp_path / "project")
    (root / "notebooks").mkdir()
    monkeypatch.chdir(root / "notebooks")
    assert find_home().root == root.resolve()


@pytest.mark.usefixtures("no_named_home")
def test_the_nearest_home_upwards_is_taken(tmp_path, monkeypatch):
    a_home(tmp_path / "project")
    inner = a_home(tmp_path / "project" / "sample")
    monkeypatch.chdir(inner)
    assert find_home().root == inner.resolve()


def test_the_environment_names_the_home(tmp_path, monkeypatch):
    here, there = a_home(tmp_path / "here"), a_home(tmp_path / "there")
    monkeypatch.chdir(here)
    monkeypatch.setenv("RAPOR_HOME", str(there))
    assert find_home().root == there.resolve()


def test_a_given_home_goes_before_the_environment(tmp_path, monkeypatch):
    here, there = a_home(tmp_path / "here"), a_home(tmp_path / "there")
    monkeypatch.setenv("RAPOR_HOME", str(there))
    assert find_home(here).root == here.resolve()


def test_a_folder_without_params_is_no_home(tmp_path):
    with pytest.raises(MissingInput, match=r"no params\.yaml"):
        find_home(tmp_path)


@pytest.mark.usefixtures("no_named_home")
def test_no_home_anywhere_above_is_missing_input(tmp_path, monkeypatch):
    (tmp_path / "nowhere").mkdir()
    monkeypatch.chdir(tmp_path / "nowhere")
    with pytest.raises(MissingInput, match="nowhere: neither this folder"):
        find_home()


def test_a_project_without_notebooks_uses_those_of_the_source(tmp_path):
    assert Home(tmp_path).notebooks.name == "notebooks"
    Home(tmp_path).own_notebooks.mkdir(parents=True)
    (Home(tmp_path).own_notebooks / "analysis.ipynb").touch()
    assert (Home(tmp_path).notebooks / "01_clean.ipynb").is_file()
    (tmp_path / "notebooks" / "01_clean.ipynb").touch()
    assert Home(tmp_path).notebooks == tmp_path / "notebooks"


def a_project_with_code(root, changed=None):
    """A project with its package: that which is running, or with one module changed."""
    home = a_home(root)
    ours = Path(paths.__file__).parents[1]
    shutil.copytree(ours, home / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    if changed:
        (home / PACKAGE / changed).write_text("changed = True\n", encoding="utf-8")
    return home


@pytest.mark.usefixtures("no_named_home")
def test_a_copy_whose_code_is_not_the_one_that_runs_is_refused(tmp_path, monkeypatch):
    copied = a_project_with_code(tmp_path / "copied", "clean/city.py")
    monkeypatch.chdir(copied)
    with pytest.raises(UsageError, match=r"copied: src/rapor of this project is not the code"):
        find_home()
    assert find_home(copied).root == copied.resolve()


@pytest.mark.usefixtures("no_named_home")
def test_a_copy_with_the_same_code_is_a_home(tmp_path, monkeypatch):
    copied = a_project_with_code(tmp_path / "copied")
    monkeypatch.chdir(copied)
    assert find_home().root == copied.resolve()
