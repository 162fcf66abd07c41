"""The agencies table: what hangs on each agency, and what of it was reached."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.evaluate.arithmetic import ranked
from rapor.ground.tables import table_of
from rapor.ground.tables.evaluation import AgencyLoad
from rapor.ground.vocabularies import STATUSES

NO_AGENCY = ""
"""Stands for what no agency is named for, so that it is not overlooked."""


def agencies_table(
    city: City,
    year: int,
    indicators: pd.DataFrame,
    plan: pd.DataFrame,
    undated: pd.DataFrame,
    catalogue: Catalogue,
) -> pd.DataFrame:
    """One line an agency that an indicator or an activity hangs on.

    ``indicators`` are lines of the road map, ``plan`` activities of the year, ``undated``
    those without a yearly target. What several agencies share counts in full for each, so
    the lines do not add up to the road map. A group such as all agencies is a line of its
    own and is not spread. Columns: ``evaluation.AgencyLoad``.
    """
    lines = _by_agency(indicators)
    activities, others = (
        Counter(code for cell in frame["agencies"] for code in _codes(cell))
        for frame in (plan, undated)
    )
    names = catalogue.agencies.names
    counted = [
        {
            "city": city.slug,
            "year": year,
            "agency": code,
            "label": names.get(code, code),
            **_counts(lines.get(code, [])),
            "activity_count": activities[code],
            "undated_count": others[code],
        }
        for code in sorted({*lines, *activities, *others})
    ]
    rows = ranked(counted, "not_achieved_count", "miss_rank")
    return table_of(AgencyLoad, rows)


def _codes(agencies: str) -> list[str]:
    return list(dict.fromkeys(agencies.split(";"))) if agencies else [NO_AGENCY]


def _by_agency(indicators: pd.DataFrame) -> dict[str, list[dict[Any, Any]]]:
    by_agency: dict[str, list[dict[Any, Any]]] = {}
    for line in indicators.to_dict("records"):
        for code in _codes(line["agencies"]):
            by_agency.setdefault(code, []).append(line)
    return by_agency


def _counts(lines: Sequence[dict[Any, Any]]) -> dict[str, Any]:
    statuses = Counter(line["status"] for line in lines)
    missed = sorted(line["indicator"] for line in lines if line["status"] == "not_achieved")
    return {
        "indicator_count": len(lines),
        "shared_count": sum(len(_codes(line["agencies"])) > 1 for line in lines),
        **{f"{status}_count": statuses[status] for status in STATUSES},
        "missed": ";".join(missed),
    }
