"""The trajectory table: whether each indicator is on its way to its end target."""

from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.evaluate.choice import Choice
from rapor.evaluate.way import way_of
from rapor.ground.tables import EVALUATION, conform


def trajectory_table(city: City, year: int, choice: Choice, catalogue: Catalogue) -> pd.DataFrame:
    """One line an indicator of the road map: what is still needed, and what was ever reached.

    Steps in the indicator's unit per year, with their sign: a falling indicator has
    negative ones. Columns: ``tables.EVALUATION['trajectory']``.
    """
    contract = EVALUATION["trajectory"]
    lines = [
        {"city": city.slug, "year": year, **_line(code, year, choice, catalogue)}
        for code in choice.road_map
    ]
    return conform(contract, pd.DataFrame(lines, columns=list(contract.columns)))


def _line(code: str, year: int, choice: Choice, catalogue: Catalogue) -> dict[str, Any]:
    way = way_of(code, choice.end_target(code), year, choice, catalogue)
    indicator, last, end, found = way.indicator, way.last, way.end, way.verdict()
    baseline = choice.baseline(code)
    return {
        "indicator": code,
        "label": indicator.short or indicator.name,
        "area": end.area or indicator.area,
        "agencies": choice.agencies(code, year),
        "measure": indicator.measure,
        "polarity": indicator.polarity,
        "unit": end.unit or last.unit or indicator.unit,
        "known": last.value,
        "known_text": last.text,
        "known_year": last.year,
        "known_ref": last.ref,
        "known_count": len(way.known),
        "baseline": baseline.value,
        "baseline_text": baseline.text,
        "baseline_ref": baseline.ref,
        "end_target": end.value,
        "end_target_text": end.text,
        "end_target_ref": end.ref,
        "end_year": way.end_year if end.is_target else None,
        "step_needed": None if found.needed is None else float(found.needed),
        "step_seen": None if found.seen is None else float(found.seen.size),
        "step_from_year": found.seen.first if found.seen else None,
        "step_to_year": found.seen.last if found.seen else None,
        "path_pct": way.path_pct(baseline),
        "verdict": found.verdict,
        "verdict_basis": found.basis,
    }
