"""What the notebooks show of each stage: small tables of plain text.

Nothing is computed here that another stage would use; these are views for a reader who
wants to see, in a minute, whether a stage did what he expects.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from rapor.ground.paths import Home
from rapor.ground.tables import Tables
from rapor.run.textable import Shown, table

_STATUSES = ("achieved", "not_achieved", "no_target", "no_data", "not_comparable")
_SEVERITIES = ("error", "warning", "note")
_NUMBERS = ("value", "score", "rank", "scale_pct")
_WORDS = tuple("text title topic task problem achieved strategy".split())
_INDEX = ("weight", "official", "self", "recomputed", "difference")


def sizes(tables: Tables) -> Shown:
    """How many rows each table has, from how many printed tables, and what their figures are.

    A table of words only, such as quick wins, has no figures to count; a table that the city
    does not print is left out.
    """
    rows = [
        [name, frame["table"].nunique(), len(frame), *_figures(frame)]
        for name, frame in tables.items()
        if len(frame)
    ]
    head = ["table", "printed tables", "rows", "numbers", "words", "neither"]
    return table(head, rows, right="rows numbers words neither")


def _figures(frame: pd.DataFrame) -> list[str]:
    if "value" not in frame:
        return ["", "", ""]
    numbers = frame["value"].notna()
    words = ~numbers & (frame["text"] != "") if "text" in frame else ~numbers & False
    return [str(int(one.sum())) for one in (numbers, words, ~numbers & ~words)]


def targets(frame: pd.DataFrame, count: int = 8) -> Shown:
    """The first target cells: where printed, how printed, and how read."""
    rows = [
        [
            f"{line['table']}, row {line['row']}, {line['column']}",
            line["label"],
            line["printed"],
            _reading(line),
            line["unit"],
        ]
        for line in _lines(frame.head(count))
    ]
    return table(["where", "indicator as printed", "printed", "read as", "unit"], rows)


def realisations(frame: pd.DataFrame) -> Shown:
    """Published results by year: how many, for how many indicators, from how many publishers."""
    rows = [
        [str(year), len(group), group["indicator"].nunique(), group["publisher"].nunique()]
        for year, group in frame.groupby("year")
    ]
    head = ["year", "values", "indicators", "publishers"]
    return table(head, rows, right="values indicators publishers")


def findings(frame: pd.DataFrame) -> Shown:
    """Findings by rule: how many of each severity, and how many of them are decided."""
    groups = [*frame.groupby("rule"), ("all", frame)]
    rows = [
        [
            str(rule),
            *(int((group["severity"] == one).sum()) for one in _SEVERITIES),
            int((group["decision"] != "none").sum()),
        ]
        for rule, group in groups
    ]
    head = ["rule", "errors", "warnings", "notes", "decided"]
    return table(head, rows, right="errors warnings notes decided")


def decisions(frame: pd.DataFrame) -> Shown:
    """Every decided finding: what is printed, what was decided."""
    decided = frame[frame["decision"] != "none"].sort_values(["decision_id", "finding"])
    columns = ["decision_id", "finding", "printed", "decision", "decided_value"]
    rows = [[line[name] for name in columns] for line in _lines(decided)]
    return table(["decision", "finding", "printed", "action", "value"], rows)


def statuses(frame: pd.DataFrame) -> Shown:
    """How many indicators of the year stand where."""
    rows = [[status, int((frame["status"] == status).sum())] for status in _STATUSES]
    return table(["status", "indicators"], [*rows, ["all", len(frame)]], right="indicators")


def results(frame: pd.DataFrame) -> Shown:
    """The indicators that have a result: what was planned, the result and what follows."""
    known = frame[frame["realised"].notna() | (frame["realised_text"] != "")]
    rows = [
        [
            line["label"],
            line["target_printed"],
            line["end_target_text"] or _plain(line["end_target"]),
            line["realised_printed"],
            _decimals(line["achievement_pct"], 1),
            line["status"],
            line["realised_ref"],
        ]
        for line in _lines(known)
    ]
    head = ["indicator", "target", "end target", "result", "% of target", "status", "source"]
    return table(head, rows)


def index(frame: pd.DataFrame) -> Shown:
    """The components of the index that have an official score, and the upper two levels."""
    upper = frame["self"].notna() & (frame["component"].str.count("/") <= 1)
    known = frame[frame["official"].notna() | upper]
    rows = [
        [line["component"], *(_decimals(line[name], 2) for name in _INDEX), line["grade"]]
        for line in _lines(known)
    ]
    return table(["component", *_INDEX, "grade"], rows, right=" ".join(_INDEX))


def compared(frame: pd.DataFrame) -> Shown:
    """Shared indicators for which some city has a result, a line a city; why one has no rank."""
    known = frame["printed"] != ""
    rows = [
        [
            line["label"],
            line["city"],
            line["printed"],
            line["unit"],
            _plain(line["rank"]),
            _plain(line["distance_to_best"]),
            line["reason"],
            line["ref"],
        ]
        for line in _lines(frame[known.groupby(frame["indicator"]).transform("any")])
    ]
    head = "indicator city result unit rank distance reason source".split()
    return table(head, rows, right="rank distance")


def cities(comparison: Tables) -> Shown:
    """A line a city: how many of its indicators have each status, and its official index."""
    counts = comparison["statuses"].set_index(["city", "status"])["count"]
    rows = [
        [
            line["city"],
            *(int(counts.get((line["city"], status), 0)) for status in _STATUSES),
            _decimals(line["official"], 2),
            line["grade"],
        ]
        for line in _lines(comparison["indices"])
    ]
    return table(
        ["city", *_STATUSES, "index", "grade"], rows, right=" ".join([*_STATUSES, "index"])
    )


def written(home: Home, page: Path) -> Shown:
    """The report's files, in every format, as paths below the project's folder."""
    made = [*sorted(page.parent.glob(f"{page.stem}.*")), page.parent / "manifest.json"]
    return Shown("\n".join(home.relative(path) for path in made))


def _lines(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.to_dict("records")


def _reading(line: dict[Any, Any]) -> str:
    if pd.isna(line["value"]):
        return line["text"] or "(nothing)"
    sign = "" if line["comparator"] == "=" else f"{line['comparator']} "
    span = "" if pd.isna(line["value_high"]) else f" to {line['value_high']:g}"
    return f"{sign}{line['value']:g}{span}"


def _plain(value: float) -> str:
    return "" if pd.isna(value) else f"{value:g}"


def _decimals(value: float, count: int) -> str:
    return "" if pd.isna(value) else f"{value:.{count}f}"
