"""What all tests share: the repository, and copies of the sample project to work on."""

import gc
import os
import sys

import pytest
from copies import REPOSITORY, copy_of, copy_of_sample
from filelock import FileLock
from hostile_city import HOSTILE_REPORTS, make_hostile
from hypothesis import settings

from rapor.ground.language import LANGUAGES
from rapor.ground.paths import ENVIRONMENT, Home
from rapor.run import all_cities, cli, stages

# The same examples on every machine, and no clock in a test: speed is measured in tests/bench.
settings.register_profile("project", deadline=None, derandomize=True, database=None)
settings.load_profile("project")

# Containers often forbid to keep what is compiled: then every worker, kernel and command of the
# tests compiles all modules anew, and pytest rewrites every assertion.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A tenth of the time went into looking for what nobody uses among a million objects that last.
gc.set_threshold(50_000, 20, 20)


def pytest_unconfigure(config):
    """Tell the processor time at the end, with that of workers, kernels and commands."""
    if not hasattr(config, "workerinput"):
        seconds = sum(os.times()[:4])
        print(f"Processor time: {seconds:.0f} s, with every process that was started.")  # noqa: T201


def pytest_collection_modifyitems(items):
    """Begin with what forks: a process is copied for a tenth before the others have filled it."""
    items.sort(key=lambda item: "forks_at_once" not in getattr(item, "fixturenames", ()))


def pytest_sessionfinish():
    """Look through no object that the tests have left: the process ends with them."""
    gc.freeze()


@pytest.fixture(scope="session")
def repository():
    return REPOSITORY


@pytest.fixture(autouse=True)
def _no_home_of_the_users(monkeypatch):
    monkeypatch.delenv(ENVIRONMENT, raising=False)


@pytest.fixture
def rapor(monkeypatch, capsys):
    """Run the command in this process; exit code, output and errors."""

    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["rapor", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code or 0
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def forks_at_once(monkeypatch):
    """Forks without what goes before them: a search through the million objects of all tests."""
    monkeypatch.setattr(gc, "collect", lambda *_generation: 0)


@pytest.fixture(scope="session")
def sample_at():
    """Copies the sample project to a folder, for fixtures that share one more widely."""
    return copy_of_sample


@pytest.fixture
def sample(tmp_path):
    """A copy of the sample project, to be changed at will."""
    return copy_of_sample(tmp_path / "sample")


@pytest.fixture(scope="module")
def shared_sample(tmp_path_factory):
    """A copy for the tests of one module that only make and read; none changes its data."""
    return copy_of_sample(tmp_path_factory.mktemp("shared") / "sample")


@pytest.fixture(scope="session")
def of_the_run(tmp_path_factory):
    """A file or folder of this run of pytest, made by the first worker that asks, for all of them.

    Nobody changes it.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent

    def made(name, make):
        path = folder / name
        with FileLock(f"{path}.lock"):
            if not path.exists():
                begun = folder / f"{name}-begun"
                make(begun)
                begun.rename(path)
        return path

    return made


@pytest.fixture(scope="session")
def made_once(of_the_run):
    """The sample with a report of each city: 2021 of kota-contoh, 2022 of kota-uji."""

    def make(root):
        home = copy_of_sample(root)
        stages.report(home, "kota-contoh", 2021)
        stages.report(home, "kota-uji", 2022)

    return of_the_run("sample-with-reports", make)


@pytest.fixture(scope="session")
def hostile(of_the_run):
    """The hostile project: reports in both languages, pages between its cities, and the site."""

    def make(root):
        home = make_hostile(copy_of_sample(root))
        for edition in HOSTILE_REPORTS:
            stages.report(home, *edition)
        for language in LANGUAGES:
            all_cities.compare(home, 2022, language)
        all_cities.site(home)

    return Home(of_the_run("hostile", make))


@pytest.fixture
def made_sample(made_once, tmp_path):
    """A copy of the sample with its two reports, to be changed at will."""
    return copy_of(made_once, tmp_path / "made")


@pytest.fixture(scope="module")
def shared_made(made_once, tmp_path_factory):
    """The same for the tests of one module that only make and read."""
    return copy_of(made_once, tmp_path_factory.mktemp("made") / "sample")
