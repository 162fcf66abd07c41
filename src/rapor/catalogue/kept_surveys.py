"""A city's accepted surveys: figures of groups, as ``rapor survey --apply`` has written them."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from pandera.errors import SchemaErrors

from rapor.catalogue.surveys import Surveys, load_surveys
from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.paths import QUESTIONNAIRES, Home
from rapor.ground.tables import Tables, empty, read_table
from rapor.ground.tables.model import TableModel
from rapor.ground.tables.surveys import SURVEYS


@dataclass(frozen=True)
class AcceptedSurveys:
    """The surveys of a city that somebody has accepted, with what they were computed by."""

    tables: Tables
    by: Surveys


def accepted_surveys(home: Home, city: str) -> AcceptedSurveys | None:
    """The accepted surveys of a city; None where it has none. Raises as ``load_surveys``."""
    tables = kept_surveys(home, city)
    return AcceptedSurveys(tables, load_surveys(home)) if len(tables["surveys"]) else None


def kept_surveys(home: Home, city: str) -> Tables:
    """The tables of a city's accepted surveys; without rows where it has none.

    Raises ``DataRejected`` for a table that is not as it is declared.
    """
    folder, problems, tables = home.raw(city) / QUESTIONNAIRES, Problems(), {}
    for name, model in SURVEYS.items():
        tables[name] = empty(model)
        if (folder / f"{name}.csv").is_file():
            with problems.gathering():
                tables[name] = _kept(model, folder, home.relative(folder))
    problems.raise_if_any()
    return tables


def _kept(model: type[TableModel], folder: Path, shown: str) -> pd.DataFrame:
    """A table that 'rapor survey' wrote; people can reach it, so a breach is no bug of ours."""
    try:
        return read_table(model, folder, shown, "rapor survey")
    except SchemaErrors:
        where = f"{shown}/{model.declaration().name}.csv"
        expected = "words and keys as docs/data-dictionary.md says"
        step = "restore the file, or keep the survey again"
        raise DataRejected(Problem(where, "is not as it was written", expected, step)) from None
