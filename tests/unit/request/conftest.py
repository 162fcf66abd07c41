"""Forms of the sample project, as they are sent."""

import shutil

import pytest
from filled import ON, Filled

from rapor.paths import Home
from rapor.run.receiving import receive
from rapor.run.requesting import request


@pytest.fixture(scope="session")
def made(tmp_path_factory, sample_at):
    """The sample project with its tables made and its forms written once."""
    home = sample_at(tmp_path_factory.mktemp("request") / "sample")
    for city, year, period, language in (
        ("kota-uji", 2023, "annual", "id"),
        ("kota-uji", 2023, "annual", "en"),
        ("kota-uji", 2023, "semester_2", "id"),
        ("kota-contoh", 2022, "annual", "id"),
    ):
        request(home, city, year, period, language)
    return home


@pytest.fixture
def project(made, tmp_path):
    """A copy of the made project, to be changed at will."""
    shutil.copytree(made.root, tmp_path / "project")
    return Home(tmp_path / "project")


@pytest.fixture
def sent(project, tmp_path):
    """A form by its path below ``requests``, to be filled."""
    return lambda path: Filled(project.root / "requests" / path, tmp_path)


@pytest.fixture
def uji(sent):
    return sent("kota-uji/2023/permintaan-data.xlsx")


@pytest.fixture
def contoh(sent):
    return sent("kota-contoh/2022/permintaan-data.xlsx")


@pytest.fixture
def look(project):
    """Receive a form without keeping it."""
    return lambda path: receive(project, path)


@pytest.fixture
def keep(project):
    """Receive a form and keep it."""

    def kept(path, on=ON, by="Bagian Organisasi"):
        return receive(project, path, apply=True, by=by, on=on)

    return kept
