"""What a user, a developer and the CI ask this project for: python rapor.py TASK.

'make TASK' calls the same. Each task makes what it needs first, once, in this folder; nothing is
asked of the machine but Python. The standard library alone, and no shell: Windows has none.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from environment import MISSING, ROOT, Environment, make_ready

USAGE = 2
INTERRUPTED = 130
PIPELINE = Environment(Path(".venv"), Path("requirements.lock"))
LAB = Environment(Path(".venv-lab"), Path("requirements-lab.lock"))
SCAN = Environment(Path(".venv-scan"), Path("requirements-scan.lock"))
DOCS = Environment(Path(".venv-docs"), Path("requirements-docs.lock"))
START = "notebooks/00_start.ipynb"
MADE_BY = ("pipeline", "dictionary", "rule_book", "coverage", "schemas")
"""Modules of rapor.run that write the documents made from code and data."""

LOCKS = {"": "", "lab": "-lab", "scan": "-scan", "cluster": "-cluster", "docs": "-docs"}
"""Each extra beside ``dev``, and how its lock file is called after ``requirements``."""

TWO_WORKERS = ("-n", "2", "--dist", "loadscope")
ALWAYS = ("floors", "sizes", "messages")
"""Tests of the whole that any change can break, and that take a moment."""


class Refused(Exception):
    """A task that cannot be done; its text is the line to tell."""

    def __init__(self, line: str, code: int) -> None:
        super().__init__(line)
        self.code = code


def steps(environment: Environment, *commands: tuple[str | Path, ...]) -> int:
    """Run commands of an environment one after the other; the code of the first that fails."""
    for program, *arguments in commands:
        code = environment.run(str(program), *arguments)
        if code:
            return code
    return 0


def ready() -> int:
    """Set up the environment alone."""
    return make_ready(PIPELINE)


def reports() -> int:
    """Make every report of params.yaml, and say where it is."""
    return make_ready(PIPELINE) or PIPELINE.run("rapor", "reports")


def test() -> int:
    """Lint, types, every test, and the notebooks as they are stored."""
    return make_ready(PIPELINE) or lint() or steps(PIPELINE, ("pytest", *TWO_WORKERS)) or nbval()


def lint() -> int:
    """Lint, form and types."""
    return make_ready(PIPELINE) or steps(
        PIPELINE, ("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)
    )


def nbval() -> int:
    """Run the notebooks and compare with the outputs that are stored in them."""
    sanitize = "tests/notebooks/sanitize.cfg"
    stored = notebooks_of_stages()
    command = ("pytest", "--nbval", *stored, "--nbval-sanitize-with", sanitize)
    return make_ready(PIPELINE) or steps(PIPELINE, command)


def short() -> int:
    """What is checked on Windows and macOS: fast tests, the notebooks, a report."""
    tests = ("tests/unit/ground", "tests/unit/evaluate", "tests/project/test_environment.py")
    return (
        make_ready(PIPELINE)
        or steps(
            PIPELINE,
            ("pytest", *tests, "tests/project/test_tasks.py"),
            ("rapor", "report", "binjai", "2023"),
        )
        or nbval()
    )


def quick() -> int:
    """In half a minute: lint, types, and the tests of the rooms that you changed."""
    rooms = changed_rooms()
    always = [f"tests/project/test_{name}.py" for name in ALWAYS]
    own = [f"tests/unit/{room}" for room in rooms if (ROOT / "tests" / "unit" / room).is_dir()]
    code = lint()
    if code:
        return code
    print(f"Tests of: {' '.join(rooms) or 'no room'}", flush=True)
    return steps(PIPELINE, ("pytest", "-x", *(TWO_WORKERS if own else ()), *always, *own))


def cover() -> int:
    """Every test, and how much of src they run through, with the lines that none does."""
    shown = ("--cov=rapor", "--cov-branch", "--cov-report=term-missing:skip-covered")
    return make_ready(PIPELINE) or steps(PIPELINE, ("pytest", *TWO_WORKERS, *shown))


def lab() -> int:
    """JupyterLab at the start notebook."""
    first = f"--LabApp.default_url=/lab/tree/{START}"
    return make_ready(LAB) or LAB.run("jupyter", "lab", "--notebook-dir=.", first)


def scan() -> int:
    """Set up .venv-scan, whose rapor reads scanned pages and pictures too."""
    return make_ready(SCAN) or SCAN.run("rapor", "ingest", "--help")


def bench() -> int:
    """Measure seconds, memory, sizes, sown errors, or STEPS="formats commands"; into bench/."""
    return make_ready(PIPELINE) or PIPELINE.run(
        "python", "tests/bench/measure.py", PYTHONPATH="tests"
    )


def notebooks() -> int:
    """Run the notebooks with their defaults and keep the outputs in them."""
    runs = [("rapor", "run", path.stem, "--store") for path in notebooks_of_stages()]
    return make_ready(PIPELINE) or steps(PIPELINE, *runs)


def docs() -> int:
    """Write the documents that are made from code and data."""
    modules = [("python", "-m", f"rapor.run.{name}") for name in MADE_BY]
    return make_ready(PIPELINE) or steps(PIPELINE, *modules)


def pages() -> int:
    """Build the documentation as a site, in site/."""
    build = ("build", "--strict", "--quiet")
    return make_ready(DOCS) or DOCS.run("mkdocs", *build, NO_MKDOCS_2_WARNING="1")


def messages() -> int:
    """Bring the Indonesian catalogue in step with what the code says."""
    words, into = PIPELINE.folder / "rapor.pot", "src/rapor/locale"
    extract = ("-F", "pyproject.toml", "--no-location", "--sort-output", "-o", words, "src/rapor")
    kept = ("--ignore-obsolete", "--ignore-pot-creation-date", "--no-wrap")
    code = make_ready(PIPELINE) or steps(
        PIPELINE,
        ("pybabel", "-q", "extract", *extract),
        ("pybabel", "-q", "update", "-i", words, "-d", into, "-D", "rapor", *kept),
    )
    if not code:
        print(f"Translate what is empty or fuzzy in {into}/id/LC_MESSAGES/rapor.po")
    return code


def lock() -> int:
    """Pin the dependencies anew; UPGRADE=--upgrade takes newer versions."""
    return make_ready(PIPELINE) or steps(PIPELINE, *compilations())


def compilations() -> Iterator[tuple[str | Path, ...]]:
    """The commands of uv, one a lock: for three systems and every Python from the oldest on."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    oldest = re.findall(r'^requires-python = ">=([\d.]+)"', project, re.MULTILINE)[0]
    form = ("--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url", "-q")
    newer = filter(None, [os.environ.get("UPGRADE", "")])
    common = ("--universal", "-p", PIPELINE.python, "--python-version", oldest, *form, *newer)
    for extra, ending in LOCKS.items():
        more = ("--extra", extra, "-c", "requirements.lock") if extra else ()
        into = f"requirements{ending}.lock"
        yield (
            *("uv", "pip", "compile", "pyproject.toml", "--extra", "dev"),
            *(*more, *common, "-o", into),
        )


def clean() -> int:
    """Remove what was made: reports, derived data, caches; not the environments."""
    for folder in (ROOT / "reports", ROOT / "data" / "processed"):
        for path in folder.glob("*"):
            if path.name != ".gitignore":
                drop(path)
    caches = (".coverage", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis")
    for name in ("bench", "site", *caches):
        drop(ROOT / name)
    for folder in ("src", "tests", "notebooks"):
        for path in [*(ROOT / folder).rglob("__pycache__")]:
            drop(path)
    return 0


def drop(path: Path) -> None:
    """Remove a file or a folder, if it is there; of a link the link alone."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def notebooks_of_stages() -> list[Path]:
    """The notebooks of the project, in order; those in ``own`` are the consultant's."""
    return sorted(path.relative_to(ROOT) for path in (ROOT / "notebooks").glob("*.ipynb"))


def changed_rooms() -> list[str]:
    """Rooms of the package that differ from main (on main: from the last commit)."""
    head = git("rev-parse", "HEAD").strip()
    base = git("merge-base", "HEAD", "main", or_else=head).strip()
    changed = git("diff", "--name-only", base) + git("ls-files", "--others", "--exclude-standard")
    room = re.compile(r"^(?:src/rapor|tests/unit)/([a-z]+)/", re.MULTILINE)
    return sorted(set(room.findall(changed)))


def git(*arguments: str, or_else: str | None = None) -> str:
    """What git answers; ``Refused`` where it does not, as in a project that came without."""
    try:
        command = [shutil.which("git") or "git", *arguments]
        answer = subprocess.check_output(
            command, cwd=ROOT, encoding="utf-8", stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.CalledProcessError):
        if or_else is not None:
            return or_else
        line = "What has changed is not known: there is no git here. Use the task 'test'."
        raise Refused(line, MISSING) from None
    return answer


TASKS: dict[str, Callable[[], int]] = {
    task.__name__: task
    for task in (
        *(reports, test, lab, scan, quick, cover, bench),
        *(notebooks, docs, pages, messages, lock, clean, ready, lint, nbval, short),
    )
}


def listing() -> str:
    """Every task with what it does."""
    return "\n".join(f"{name:<12}{str(task.__doc__).rstrip('.')}" for name, task in TASKS.items())


def main(asked: list[str]) -> int:
    """Do the tasks that are named, up to the first that fails; without any, list them."""
    unknown = [name for name in asked if name not in {*TASKS, "help"}]
    if unknown:
        print(f"No task {unknown[0]!r}. The tasks:\n{listing()}", file=sys.stderr)
        return USAGE
    if not asked or "help" in asked:
        print(listing())
        return 0
    try:
        return next((code for code in (TASKS[name]() for name in asked) if code), 0)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return refused.code
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
