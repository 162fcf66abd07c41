"""The data's version is a year and a number, or none."""

import pytest

from rapor.catalogue.catalogue import read_data_version
from rapor.ground.errors import DataRejected
from rapor.ground.paths import Home


def test_the_project_has_one(repository):
    assert read_data_version(Home(repository)).startswith("20")


def test_a_project_without_one_has_none(sample):
    assert read_data_version(sample) == ""


@pytest.mark.parametrize("text", ["version: 2026.1\n", "version: latest\n", "{}\n", "- 1\n"])
def test_what_is_no_version_is_refused_with_its_file(sample, text):
    (sample.reference / "version.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataRejected, match=r"version\.yaml"):
        read_data_version(sample)
