"""The wheel is enough: what 'rapor init' makes from it is what it makes from the source."""

import subprocess
import sys
import zipfile

import pytest

from rapor.run.new_project import new_project


@pytest.fixture(scope="module")
def wheel(repository, tmp_path_factory):
    """The wheel, unpacked as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(build, cwd=repository, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def rapor(wheel, folder, *arguments):
    return subprocess.run(
        [sys.executable, "-P", "-m", "rapor", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(wheel), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def contents(root):
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_a_project_made_from_the_wheel_is_that_of_the_source_and_can_be_checked(wheel, tmp_path):
    made = rapor(wheel, tmp_path, "init", "from wheel")
    assert made.returncode == 0, made.stderr
    source = new_project(tmp_path / "from source")
    assert contents(tmp_path / "from wheel") == contents(source.root)
    checked = rapor(wheel, tmp_path / "from wheel", "check")
    assert (checked.returncode, "kota-contoh" in checked.stdout) == (0, True), checked.stderr


def test_the_wheel_has_every_file_of_the_package_and_of_a_project_and_no_citys_data(
    wheel, repository, tracked
):
    packed = {path.relative_to(wheel).as_posix() for path in wheel.rglob("*") if path.is_file()}
    source = {
        name.removeprefix("src/")
        for name in tracked
        if name.startswith("src/rapor/") and (repository / name).is_file()
    }
    assert source - packed == set()
    national = {f"rapor/project/{n}" for n in tracked if n.startswith("data/reference/")}
    assert national - packed == set()
    notebooks = {f"rapor/project/{n}" for n in tracked if n.startswith("notebooks/0")}
    assert notebooks == {n for n in packed if n.startswith("rapor/project/notebooks/0")}
    assert [name for name in packed if "bengkulu" in name or "binjai" in name] == []
