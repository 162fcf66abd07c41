"""Schemas for editors: ``python -m rapor.run.schemas`` writes ``schemas/*.json``.

Each is made from the shape by which the file is checked when it is read; a test holds them equal.
An editor that knows JSON Schema, by the first line of a file or by its settings, completes the
names of fields and underlines what the check would refuse. Lists, which are CSV files, have a
Frictionless table schema, ``schemas/<list>.table.json``, for editors of tables.
"""

import json
from collections.abc import Mapping

from rapor.catalogue import (
    catalogue,
    cities,
    city,
    comparators,
    documents,
    doubts,
    entries,
    headers,
    indicators,
    instruments,
    names,
    ranking,
    registers,
    reporting_round,
    result_lists,
    rules,
    scales,
    series,
    surveys,
    wording,
)
from rapor.catalogue.entries import ListFile
from rapor.clean import topics
from rapor.ground.files import write_text
from rapor.ground.paths import Home, find_home
from rapor.ground.shape import Json, Shape
from rapor.request import survey_columns
from rapor.run.settings import PARAMS
from rapor.validate import decisions, evidence
from rapor.write import brand

FOLDER = "schemas"
COMMAND = "python -m rapor.run.schemas"

DRAFT = "http://json-schema.org/draft-07/schema#"
TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
"""The standards that say what a schema says."""

SHAPES: Mapping[str, tuple[str, Shape]] = {
    "params": ("params.yaml", PARAMS),
    "city": ("data/raw/<city>/city.yaml", cities.SHAPE),
    "tables": ("data/raw/<city>/tables.yaml", city.TABLES),
    "sources": ("data/raw/<city>/sources.yaml", city.SOURCES),
    "corrections": ("data/raw/<city>/corrections.yaml", decisions.SHAPE),
    "indicators": ("indicators.yaml of data/reference and of data/raw/<city>", indicators.SHAPE),
    "register": ("data/reference/areas.yaml, goals.yaml and themes.yaml", registers.REGISTER),
    "matching": ("data/reference/matching.yaml", wording.SHAPE),
    "scales": ("data/reference/scales.yaml", scales.SCALES),
    "achievement": ("data/reference/achievement.yaml", scales.ACHIEVEMENT),
    "trajectory": ("data/reference/trajectory.yaml", series.TRAJECTORY_SHAPE),
    "ranking": ("data/reference/ranking.yaml", ranking.RANKING),
    "benchmarks": ("data/reference/benchmarks.yaml", ranking.BENCHMARKS),
    "result_years": ("data/reference/result_years.yaml", result_lists.RESULT_YEARS),
    "groups": ("data/reference/groups.yaml", comparators.GROUPS),
    "abbreviations": ("data/reference/abbreviations.yaml", names.ABBREVIATIONS),
    "levels": ("data/reference/levels.yaml", reporting_round.LEVELS),
    "obstacles": ("data/reference/obstacles.yaml", reporting_round.OBSTACLES),
    "money": ("data/reference/money.yaml", reporting_round.MONEY),
    "series": ("data/reference/series.yaml", series.SERIES_SHAPE),
    "doubt_weights": ("data/reference/doubt_weights.yaml", doubts.WEIGHTS_SHAPE),
    "headers": ("data/reference/headers.yaml", headers.SHAPE),
    "documents": ("data/reference/documents.yaml", documents.KINDS_SHAPE),
    "brand": ("brand.yaml of data/reference and of data/raw/<city>", brand.SHAPE),
    "version": ("data/reference/version.yaml", catalogue.VERSION_SHAPE),
    "rules": ("data/reference/rules.yaml", rules.SHAPE),
    "surveys": ("data/reference/surveys.yaml", surveys.RULES),
    "survey": ("data/raw/<city>/surveys/<survey>.yaml", survey_columns.COLUMNS),
    "questionnaire": ("data/reference/surveys/<code>.yaml", surveys.INSTRUMENT),
    "instrument": (
        "data/reference/instruments/<year>.yaml and data/raw/<city>/instrument.yaml",
        instruments.SHAPE,
    ),
}
"""Each schema by its name, with the files that it is for."""


LISTS: Mapping[str, tuple[str, ListFile]] = {
    "agencies": ("agencies.csv of data/reference and of data/raw/<city>", entries.AGENCIES),
    "national-labels": ("data/reference/labels.csv", entries.NATIONAL_LABELS),
    "labels": ("data/raw/<city>/labels.csv", entries.LABELS),
    "published": ("data/reference/published.csv", comparators.PUBLISHED),
    "realisation": ("data/raw/<city>/realisation.csv", result_lists.RESULTS.as_list),
    "activity-realisation": (
        "data/raw/<city>/activity-realisation.csv",
        result_lists.ACTIVITY_RESULTS.as_list,
    ),
    "progress": ("data/raw/<city>/progress.csv", result_lists.PROGRESS.as_list),
    "follow-up": ("data/raw/<city>/follow-up.csv", result_lists.FOLLOW_UP.as_list),
    "spending": ("data/raw/<city>/spending.csv", result_lists.SPENDING.as_list),
    "adopted": ("data/raw/<city>/adopted.csv", result_lists.ADOPTED.as_list),
    "statements": ("data/raw/<city>/statements.csv", evidence.STATEMENTS),
    "topics": ("data/raw/<city>/topics.csv", topics.TOPICS),
    "doubts": ("data/raw/<city>/doubts.csv", doubts.DECIDED),
}
"""Each table schema by its name, with the lists that it is for."""


def schema_texts() -> dict[str, str]:
    """Every schema as it is written, by the path of its file below the project's folder."""
    texts = {
        f"{FOLDER}/{name}.json": _text(file, DRAFT, shape.schema())
        for name, (file, shape) in SHAPES.items()
    }
    return texts | {
        f"{FOLDER}/{name}.table.json": _text(file, TABLE_SCHEMA, columns.schema())
        for name, (file, columns) in LISTS.items()
    }


def _text(file: str, standard: str, schema: Json) -> str:
    head = {
        "$schema": standard,
        "title": file,
        "$comment": f"Written by '{COMMAND}'; change the shape in the code.",
    }
    return json.dumps(head | schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(home: Home) -> None:
    """Write every schema into a project."""
    for name, text in schema_texts().items():
        write_text(home.root / name, text)


if __name__ == "__main__":
    write_schemas(find_home())
