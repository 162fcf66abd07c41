"""What agencies report of activities that no indicator measures, against the printed targets."""

from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.evaluate.achievement import Judgement, Words, judge
from rapor.evaluate.choice import NOTHING, Figure, number, reference
from rapor.evaluate.comparable import same_unit
from rapor.ground.period import newest_first


class Reports:
    """The reports on activities of one year; the first in the city's precedence counts."""

    def __init__(self, city: City, year: int, accepted: pd.DataFrame) -> None:
        order = city.precedence.get("realisations", ())
        ranks = {kind: rank for rank, kind in enumerate(order)}
        self._year = year
        rows = accepted[(accepted["year"] == year).fillna(False)].to_dict("records")
        rows.sort(
            key=lambda row: (
                newest_first(row["period"]),
                ranks.get(row["publication"], len(ranks)),
                row["row"],
            )
        )
        self._known: dict[tuple[str, str], Figure] = {}
        for row in rows:
            self._known.setdefault((row["planned"], row["activity"]), _figure(row))

    def of(self, target: Figure, activity: str, catalogue: Catalogue) -> tuple[Figure, Judgement]:
        """What is reported of an activity, and what that says of its printed target.

        Of an activity more is better, unless its target says at most; a word is judged as
        that of a milestone. Figures of two units cannot be compared.
        """
        realised = self._known.get((target.ref, activity), NOTHING)
        words = Words(done=catalogue.scale("milestone", self._year))
        measure = "number" if target.value is not None else "milestone"
        found = judge(target, realised, measure, "higher", words)
        if found.status in ("achieved", "not_achieved") and not _one_unit(target, realised):
            return realised, Judgement("not_comparable")
        return realised, found


def _one_unit(target: Figure, realised: Figure) -> bool:
    return same_unit(target.unit, realised.unit, None)


def _figure(row: dict[Any, Any]) -> Figure:
    return Figure(
        value=number(row["value"]),
        text=row["text"],
        year=int(row["year"]),
        printed=row["printed"],
        ref=reference(row),
        unit=row["unit"],
        assessor=row["publisher"],
        period=row["period"],
    )
