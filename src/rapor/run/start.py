"""What the start notebook shows: what there is, and what each city and year lacks."""

from dataclasses import dataclass

import pandas as pd

from rapor.catalogue import load_city
from rapor.ground.paths import Home
from rapor.ground.tables import Tables
from rapor.run import stages
from rapor.run.params import read_params
from rapor.run.textable import Shown, table

_HEAD = ["city", "year", "indicators", "with a result", "lacks"]
_RIGHT = "indicators"


@dataclass(frozen=True)
class State:
    """How far the data of one city and year reaches.

    ``indicators`` are those of the road map, ``realised`` those with a result of the year,
    ``lacks`` says in words what a complete report would need.
    """

    city: str
    year: int
    indicators: int
    realised: int
    lacks: tuple[str, ...]

    def __str__(self) -> str:
        known = f"{self.realised} of {self.indicators} indicators have a result"
        return f"{self.city} {self.year}: {known}; lacks {'; '.join(self.lacks) or 'nothing'}"


def state(home: Home, city: str, year: int) -> State:
    """The state of a city's year; its tables are made first where they are missing or old.

    Raises as ``stages.everything``.
    """
    tables = stages.everything(home, city, year)
    planned = tables["indicators"]
    planned = planned[planned["indicator"].isin(set(tables["targets"]["indicator"]) - {""})]
    known = planned["realised"].notna() | (planned["realised_text"] != "")
    return State(city, year, len(planned), int(known.sum()), tuple(_lacks(planned, tables, year)))


def _lacks(planned: pd.DataFrame, tables: Tables, year: int) -> list[str]:
    counts = {
        f"results of {year}": int((planned["status"] == "no_data").sum()),
        f"targets of {year}": int((planned["status"] == "no_target").sum()),
        "answers of the city": _asked(tables["findings"]),
    }
    found = [f"{count} {name}" for name, count in counts.items() if count]
    scored = tables["index"]["official"].notna().any()
    return found if scored else [*found, "the official index"]


def _asked(findings: pd.DataFrame) -> int:
    """How many questions wait for the city; one may be about several findings."""
    return int(findings.loc[findings["decision"] == "ask", "decision_id"].nunique())


def states(home: Home) -> dict[tuple[str, int], State]:
    """The state of every city and year of ``params.yaml`` that its road map reaches."""
    params = read_params(home)
    return {
        (city, year): state(home, city, year)
        for city in params.cities
        for year in load_city(home, city).years
        if year in params.years
    }


def overview(home: Home) -> Shown:
    """A line a city and year: indicators, results, and what a complete report would need."""
    rows = [
        [one.city, one.year, one.indicators, one.realised, "; ".join(one.lacks) or "nothing"]
        for one in states(home).values()
    ]
    return table(_HEAD, rows, right=_RIGHT)
