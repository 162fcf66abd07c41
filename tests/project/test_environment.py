"""The environment knows for what it was made, and what the machine lacks is told in a line."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LOCK = (
    "uv==1.2 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\nxyz==1 \\\n    --hash=sha256:cc\n"
)


@pytest.fixture
def project(repository, tmp_path, monkeypatch):
    """The script in a project of its own, in which nothing is installed from anywhere."""
    root = tmp_path / "project"
    (root / ".ci").mkdir(parents=True)
    shutil.copy(repository / ".ci" / "environment.py", root / ".ci")
    shutil.copy(repository / "pyproject.toml", root)
    (root / "requirements.lock").write_text(LOCK, encoding="utf-8")
    (root / ".git").mkdir()
    monkeypatch.chdir(root)
    return root


def script(root, monkeypatch):
    """The module of a project that makes environments, whose steps are noted and not run."""
    spec = importlib.util.spec_from_file_location("environment", root / ".ci" / "environment.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "environment", module)
    spec.loader.exec_module(module)
    steps = []

    def create(folder, **_):
        steps.append("venv")
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "python").touch()

    monkeypatch.setattr(module.venv, "create", create)
    monkeypatch.setattr(module, "call", lambda *command: steps.append(str(command[0])))
    monkeypatch.setattr(module.Environment, "has_pip", True)
    monkeypatch.setattr(module, "WINDOWS", False)  # where programs stand has a test of its own
    return module, steps


def ready(module):
    return module.make_ready(module.Environment(Path(".venv"), Path("requirements.lock")))


def set_up(root, monkeypatch):
    """What a run of the script does: its exit code and its steps."""
    monkeypatch.chdir(root)
    module, steps = script(root, monkeypatch)
    return ready(module), steps


def test_a_whole_environment_is_left_alone(project, monkeypatch):
    assert set_up(project, monkeypatch)[1][0] == "venv"
    assert set_up(project, monkeypatch) == (0, [])


def test_a_changed_lock_is_installed_without_making_all_anew(project, monkeypatch, capsys):
    set_up(project, monkeypatch)
    (project / "requirements.lock").write_text(f"{LOCK}abc==2\n", encoding="utf-8")
    code, steps = set_up(project, monkeypatch)
    assert code == 0
    assert steps
    assert "venv" not in steps
    assert "it or pyproject.toml has changed" in capsys.readouterr().out


@pytest.mark.parametrize("how", [shutil.copytree, shutil.move])
def test_a_copied_or_moved_project_gets_an_environment_of_its_own(
    project, tmp_path, monkeypatch, capsys, how
):
    set_up(project, monkeypatch)
    monkeypatch.chdir(tmp_path)
    how(project, tmp_path / "other")
    assert set_up(tmp_path / "other", monkeypatch)[1][0] == "venv"
    assert f"it is that of {project}, from where" in capsys.readouterr().out
    assert set_up(tmp_path / "other", monkeypatch) == (0, [])


def test_a_half_made_environment_is_made_anew(project, monkeypatch, capsys):
    set_up(project, monkeypatch)
    module, _ = script(project, monkeypatch)
    (project / "requirements.lock").write_text(f"{LOCK}abc==2\n", encoding="utf-8")

    def stopped(*command):
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(module, "call", stopped)
    assert ready(module) == 3
    assert "run the command again" in capsys.readouterr().err
    assert set_up(project, monkeypatch)[1][0] == "venv"
    assert "it was not made to its end" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("version", "absent", "packages"),
    [
        ((3, 11, 2), ["ensurepip"], "python3.11-venv"),
        ((3, 11, 1), [], "python3.11 python3.11-venv"),
        ((3, 10, 4), ["venv"], "python3.11 python3.11-venv"),
        ((3, 13, 0), ["ensurepip"], "python3.13-venv"),
    ],
)
def test_what_is_missing_is_told_by_debians_names_before_anything_is_made(
    project, monkeypatch, capsys, version, absent, packages
):
    module, steps = script(project, monkeypatch)
    monkeypatch.setattr(module.sys, "version_info", version)
    monkeypatch.setattr(module, "find_spec", lambda name: name not in absent)
    assert ready(module) == 3
    line, *more = capsys.readouterr().err.splitlines()
    assert line.endswith(f": {packages}. On Debian 12: apt-get install {packages}")
    assert (more, steps, (project / ".venv").exists()) == ([], [], False)


def test_dvc_is_told_once_that_there_is_no_git_and_once_that_there_is(project, monkeypatch):
    set_up(project, monkeypatch)
    local = project / ".dvc" / "config.local"
    local.parent.mkdir()
    dvc = str(Path(".venv", "bin", "dvc"))
    (project / ".git").rmdir()
    assert set_up(project, monkeypatch) == (0, [dvc])
    local.write_text("[core]\n    no_scm = true\n", encoding="utf-8")
    assert set_up(project, monkeypatch) == (0, [])
    (project / ".git").mkdir()
    assert set_up(project, monkeypatch) == (0, [dvc])


def test_an_environment_of_another_python_is_made_anew_where_the_user_names_one(
    project, monkeypatch, capsys
):
    set_up(project, monkeypatch)
    mark = project / ".venv" / ".rapor-ready"
    *before, _ = mark.read_text(encoding="utf-8").splitlines()
    mark.write_text("\n".join([*before, "3.9", ""]), encoding="utf-8")
    monkeypatch.delenv("PYTHON", raising=False)
    assert set_up(project, monkeypatch) == (0, [])
    monkeypatch.setenv("PYTHON", sys.executable)
    assert set_up(project, monkeypatch)[1][0] == "venv"
    here = ".".join(map(str, sys.version_info[:2]))
    assert f"it is of Python 3.9, not {here}" in capsys.readouterr().out
    assert set_up(project, monkeypatch) == (0, [])


def test_an_environment_without_pip_is_made_anew(project, monkeypatch, capsys):
    set_up(project, monkeypatch)
    (project / "requirements.lock").write_text(f"{LOCK}abc==2\n", encoding="utf-8")
    module, steps = script(project, monkeypatch)
    monkeypatch.setattr(module.Environment, "has_pip", False)
    assert ready(module) == 0
    assert steps[0] == "venv"
    assert "it has no pip" in capsys.readouterr().out


def test_on_windows_its_programs_stand_where_windows_has_them(project, monkeypatch):
    module, _ = script(project, monkeypatch)
    monkeypatch.setattr(module, "WINDOWS", True)
    environment = module.Environment(Path(".venv"), Path("requirements.lock"))
    assert environment.program("rapor") == Path(".venv", "Scripts", "rapor.exe")
    first = environment.surroundings["PATH"].split(module.os.pathsep)[0]
    assert Path(first) == project / ".venv" / "Scripts"


def test_settings_of_the_users_own_do_not_reach_into_it(project, monkeypatch):
    module, _ = script(project, monkeypatch)
    for name in module.FOREIGN:
        monkeypatch.setenv(name, "elsewhere")
    environment = module.Environment(Path(".venv"), Path("requirements.lock"))
    assert not set(module.FOREIGN) & set(environment.surroundings)
