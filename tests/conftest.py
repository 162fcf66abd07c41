"""What all tests share: the repository, and copies of the sample project to work on."""

import pytest
from copies import REPOSITORY, copy_of_sample

from rapor.ground.paths import ENVIRONMENT


@pytest.fixture(scope="session")
def repository():
    return REPOSITORY


@pytest.fixture(autouse=True)
def _no_home_of_the_users(monkeypatch):
    monkeypatch.delenv(ENVIRONMENT, raising=False)


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
