"""``rapor check``: what is wrong with a city's data, without writing anything."""

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd

from rapor.ground.errors import DataRejected, Problem
from rapor.ground.paths import Home
from rapor.run.stages import inspect
from rapor.run.textable import table

_ORDER = {"error": 0, "warning": 1, "note": 2}
_DECISION = ("decision", "decision_id", "decided_value")


def check(home: Home, cities: Sequence[str]) -> tuple[pd.DataFrame, list[Problem]]:
    """Findings of some cities, worst first, and the problems that stop them.

    A city whose data cannot be read at all, or whose errors are not all decided, adds its
    problems; the other cities are checked all the same.
    """
    frames, problems = [], []
    for city in cities:
        try:
            validated = inspect(home, city)
            frames.append(validated.findings)
            validated.require_decided()
        except DataRejected as rejected:
            problems.extend(rejected.problems)
    found = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    if len(found):
        found = found.sort_values(
            ["city", "severity", "finding"],
            key=lambda column: column.map(_ORDER) if column.name == "severity" else column,
            ignore_index=True,
        )
    return found, problems


def as_text(found: pd.DataFrame, width: int, problems: Sequence[Problem] = ()) -> str:
    """Findings as a table for people; nothing where problems kept the rules from looking."""
    if found.empty and problems:
        return ""
    if found.empty:
        return "no findings"
    head = ["city", "severity", "finding", "printed", "expected", "decision"]
    rows = [
        [
            *(line[name] for name in head[:5]),
            " ".join(filter(None, (line[name] for name in _DECISION))),
        ]
        for line in found.to_dict("records")
    ]
    counts = [f"{(found['severity'] == one).sum()} {one}s" for one in _ORDER]
    return f"{table(head, rows, width)}\n{', '.join(counts)}"


def as_json(cities: Sequence[str], found: pd.DataFrame, problems: Sequence[Problem]) -> str:
    """Findings and stopping problems as JSON for programs; an empty cell is null."""
    lines: list[dict[str, Any]] = [
        {str(name): None if pd.isna(cell) else cell for name, cell in row.items()}
        for row in found.astype(object).to_dict("records")
    ]
    answer = {
        "cities": list(cities),
        "accepted": not problems,
        "findings": lines,
        "problems": [vars(problem) for problem in problems],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2, default=int)
