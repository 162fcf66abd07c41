"""The figures of every city and year in two small files that git keeps.

``dvc metrics diff`` tells from them what an edit has moved since a commit, ``dvc plots diff`` draws
it. Both need the figures of that commit, so the files are tracked, unlike all else that is made.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapor.ground.files import csv_text, write_text
from rapor.ground.paths import BY_YEAR, METRICS, Home
from rapor.ground.tables import Tables

if TYPE_CHECKING:
    from rapor.report import ListedReport

Figures = Mapping[str, int | float | None]
"""Of one city and year, by name."""


def figures(listed: "ListedReport", tables: Tables) -> Figures:
    """Counts of a report's first page, and the index; empty where none is known.

    ``findings`` are those of the whole document, ``open_errors`` and ``open_questions`` what
    nobody has decided or answered.
    """
    index = tables["index"].set_index("component")["official"].get("index")
    return {
        "indicators": listed.indicators,
        "realised": listed.realised,
        **listed.status,
        "findings": len(tables["findings"]),
        "open_errors": listed.undecided,
        "open_questions": listed.asked,
        "index": None if index is None or index != index else float(index),  # noqa: PLR0124 NaN
    }


def write_metrics(home: Home, by_report: Mapping[tuple[str, int], Figures]) -> list[Path]:
    """Write both files, and return them: figures by city and year, and rows to be drawn."""
    nested: dict[str, dict[str, Any]] = {}
    for (city, year), of_report in by_report.items():
        known = {name: value for name, value in of_report.items() if value is not None}
        nested.setdefault(city, {})[str(year)] = known
    write_text(home.root / METRICS, json.dumps(nested, indent=1) + "\n")
    rows = [
        {"city": city, "year": str(year)}
        | {name: "" if value is None else f"{value:.10g}" for name, value in of_report.items()}
        for (city, year), of_report in by_report.items()
    ]
    write_text(home.root / BY_YEAR, csv_text([*rows[0]], rows))
    return [home.root / METRICS, home.root / BY_YEAR]
