"""The project's catalogue with an invented city in it."""

from dataclasses import replace
from pathlib import Path

import pytest
from made_up import FACTS

from rapor.catalogue import load_catalogue
from rapor.ground.paths import Home


@pytest.fixture(scope="session")
def catalogue():
    whole = load_catalogue(Home(Path(__file__).parents[3]))
    return replace(whole, cities={"contoh": FACTS})
