"""What the tests on the whole look at: tracked files, the package's imports, both cities."""

import ast
import pickle
import subprocess

import both_cities
import pytest
from both_cities import CITIES, HOME, YEARS

from rapor.catalogue import load_city


@pytest.fixture(scope="session")
def tracked(repository):
    """Every tracked or new file that is not ignored, as a path below the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip(f"which files are tracked is not known without git: {listed.stderr.strip()}")
    return [name for name in listed.stdout.splitlines() if (repository / name).is_file()]


@pytest.fixture(scope="session")
def modules(repository):
    """Every module of the package by its dotted name, parsed."""
    source = repository / "src"
    modules_found = {}
    for path in sorted(source.rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        modules_found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return modules_found


@pytest.fixture(scope="session")
def imports(modules):
    """What each module imports, at its top and inside its functions, as dotted names."""

    def of(tree):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, "imports are written from the top"
                for alias in node.names:
                    inner = f"{node.module}.{alias.name}"
                    yield inner if inner in modules else node.module

    return {name: sorted(set(of(tree))) for name, tree in modules.items()}


@pytest.fixture(scope="session")
def chain():
    """National catalogue, and each city's settings with what was accepted and found."""
    cities = {city: (load_city(HOME, city), both_cities.validated(city)) for city in CITIES}
    return both_cities.catalogue(), cities


@pytest.fixture(scope="session")
def evaluated(of_the_run):
    """The tables of every city and year."""

    def make(path):
        years = [(city, year) for city in CITIES for year in YEARS]
        path.write_bytes(pickle.dumps({of: both_cities.evaluated(*of) for of in years}))

    stored = of_the_run("both-cities-evaluated", make)
    return pickle.loads(stored.read_bytes())  # noqa: S301 - what a worker has just stored
