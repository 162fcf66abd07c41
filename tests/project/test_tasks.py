"""rapor.py does what make does, with Python alone, wherever it lies and whatever finds it."""

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from copies import REPOSITORY

STRANGE = "kota baru – é ünï'"
"""A folder's name with blanks, quotes and letters that are not ASCII."""


@pytest.fixture
def tasks(repository, monkeypatch):
    """The tasks as a module, for which every environment is ready; what they run is noted."""
    for name in ("environment", "tasks"):
        spec = importlib.util.spec_from_file_location(name, repository / ".ci" / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
    asked = []

    def run(environment, program, *arguments, **_):
        asked.append((str(environment.folder), program, *map(str, arguments)))
        return 0

    monkeypatch.setattr(module, "make_ready", lambda _: 0)
    monkeypatch.setattr(module.Environment, "run", run)
    module.asked = asked
    return module


def test_make_has_the_tasks_of_rapor_py_and_no_others(repository, tasks):
    text = (repository / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^TASKS := (.*)$", text, re.MULTILINE)[1].split()
    assert sorted(targets) == sorted(["help", *tasks.TASKS])


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_hands_over_to_rapor_py(repository):
    command = ["make", "--no-print-directory", "--dry-run", "quick", "PYTHON=python3"]
    shown = subprocess.check_output(command, cwd=repository, text=True)
    assert shown.split()[-2:] == ["rapor.py", "quick"]


@pytest.mark.parametrize(
    ("task", "environment", "programs"),
    [
        ("reports", ".venv", ["rapor"]),
        ("test", ".venv", ["ruff", "ruff", "mypy", "pytest", "pytest"]),
        ("lab", ".venv-lab", ["jupyter"]),
        ("scan", ".venv-scan", ["rapor"]),
        ("short", ".venv", ["pytest", "rapor", "pytest"]),
        ("docs", ".venv", ["python"] * 5),
        ("notebooks", ".venv", ["rapor"] * len([*(REPOSITORY / "notebooks").glob("*.ipynb")])),
        ("messages", ".venv", ["pybabel", "pybabel"]),
    ],
)
def test_a_task_runs_the_programs_of_its_environment(tasks, task, environment, programs):
    assert tasks.main([task]) == 0
    assert [place for place, *_ in tasks.asked] == [environment] * len(programs)
    assert [program for _, program, *_ in tasks.asked] == programs


def test_the_first_step_that_fails_ends_a_task_with_its_code(tasks, monkeypatch):
    monkeypatch.setattr(tasks.Environment, "run", lambda *_, **__: 7)
    assert tasks.main(["lint", "clean"]) == 7


def test_what_is_no_task_is_told_with_the_list_of_them(tasks, capsys):
    assert tasks.main(["reprots"]) == 2
    assert "No task 'reprots'" in capsys.readouterr().err
    assert tasks.main([]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("reports  ")


def test_no_task_needs_a_shell(repository):
    for name in ("rapor.py", ".ci/tasks.py", ".ci/environment.py"):
        text = (repository / name).read_text(encoding="utf-8")
        assert not re.search(r"shell=True|os\.system|[\"'](?:sh|bash|sed|awk|cmd)[\"']", text)


def test_the_locks_are_made_for_the_oldest_python_that_is_allowed(repository, tasks):
    compiled = [" ".join(map(str, command)) for command in tasks.compilations()]
    assert all("--universal" in command for command in compiled)
    assert all("--python-version 3.11.2 --generate-hashes" in command for command in compiled)
    written = {command.rpartition(" ")[2] for command in compiled}
    assert written == {path.name for path in repository.glob("requirements*.lock")}
    assert 'requires-python = ">=3.11.2"' in (repository / "pyproject.toml").read_text()


def test_without_git_quick_says_what_to_use_instead(tasks, capsys, monkeypatch):
    monkeypatch.setattr(tasks.shutil, "which", lambda _: None)
    monkeypatch.setenv("PATH", "")
    assert tasks.main(["quick"]) == 3
    assert "there is no git here. Use the task 'test'" in capsys.readouterr().err


def test_clean_takes_what_was_made_and_nothing_else(tasks, tmp_path, monkeypatch):
    made = ["reports/x/2021/a.html", "data/processed/x/findings.csv", "src/rapor/__pycache__/a.pyc"]
    kept = ["reports/.gitignore", "data/processed/.gitignore", "data/raw/x/a.csv", "src/rapor/a.py"]
    for name in [*made, *kept]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(tasks, "ROOT", tmp_path)
    assert tasks.main(["clean"]) == 0
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert left == set(kept)


@pytest.fixture(scope="session")
def elsewhere(repository, tmp_path_factory):
    """What rapor.py needs, in a folder with a name that scripts stumble over."""
    root = tmp_path_factory.mktemp("place") / STRANGE
    for name in ("rapor.py", "pyproject.toml", ".ci/tasks.py", ".ci/environment.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(repository / name, root / name)
    return root


def run(root, *arguments, **settings):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env=settings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_it_runs_from_a_folder_with_any_name_and_without_a_program_on_the_path(elsewhere):
    done = run(elsewhere, "rapor.py", "clean", PATH="")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_python_that_is_named_and_is_none_is_told_in_one_line(elsewhere):
    done = run(elsewhere, "rapor.py", "reports", PATH="", PYTHON="no-such-python")
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert "Python 3.11.2 or later (found: no-such-python)" in line


def test_a_python_that_is_too_old_can_read_it(repository):
    """Nothing newer than Python 2.7 stands in it: no annotation, formatted string or spread."""
    tree = ast.parse((repository / "rapor.py").read_text(encoding="utf-8"))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.Starred, ast.NamedExpr, ast.Nonlocal, ast.AsyncWith)
    assert [node for node in ast.walk(tree) if isinstance(node, newer)] == []
    assert [arg for arg in ast.walk(tree) if isinstance(arg, ast.arg) and arg.annotation] == []


@pytest.mark.parametrize("how", [["-c", "import rapor.run.cli as c; c.main()"], ["-m", "rapor"]])
def test_it_gives_way_to_the_package_where_a_python_looks_into_its_folder_first(repository, how):
    done = run(repository, *how, PATH="")
    assert done.stderr.startswith("Usage: rapor ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows starts no script by its first line")
def test_it_looks_on_the_path_for_a_python_that_is_new_enough(elsewhere, tmp_path):
    old = tmp_path / "python3.11"
    old.write_text(f'#!{sys.executable}\nprint("3.11.1")\n', encoding="utf-8")
    old.chmod(0o755)
    code = "import rapor_task as r, os; r.sys.executable = 'gone'; print(r.fitting('', (3, 11, 2)))"
    shutil.copy(elsewhere / "rapor.py", tmp_path / "rapor_task.py")
    done = run(tmp_path, "-c", code, PATH=f"{tmp_path}", PYTHONPATH=str(tmp_path))
    assert done.stdout.strip() == "[]", done.stderr
    place = Path(sys.executable)
    (tmp_path / "python3.12").symlink_to(place)
    done = run(tmp_path, "-c", code, PATH=f"{tmp_path}", PYTHONPATH=str(tmp_path))
    assert done.stdout.strip() == "['python3.12']", done.stderr
