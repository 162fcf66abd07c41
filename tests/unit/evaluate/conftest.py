"""The project's catalogue with an invented city in it."""

from dataclasses import replace
from pathlib import Path

import pytest
from made_up import FACTS

from rapor.catalogue import load_catalogue
from rapor.ground.paths import Home


@pytest.fixture(scope="session")
def catalogue():
    """The national catalogue with the own indicators of both cities, which the cases name."""
    home = Home(Path(__file__).parents[3])
    both = [load_catalogue(home, city) for city in ("bengkulu", "binjai")]
    indicators = {code: entry for whole in both for code, entry in whole.indicators.items()}
    return replace(both[0], cities={"contoh": FACTS}, indicators=indicators)
