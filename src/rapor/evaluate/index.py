"""The index table: components with their official, self-assessed and recomputed scores.

An official score is an input and never overwritten. The self-assessment is printed, or
summed from its printed parts. What the published figures allow is recomputed and shown
beside the official score with the difference.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.instruments import Component, Conversion, Instrument
from rapor.catalogue.names import fold
from rapor.evaluate.achievement import Quantity
from rapor.evaluate.arithmetic import as_score, difference, exact
from rapor.evaluate.choice import Choice, number
from rapor.evaluate.indicators import touching
from rapor.evaluate.measurement import outside_scale, scale_of
from rapor.ground.ref import Ref
from rapor.ground.tables import Tables, table_of
from rapor.ground.tables.evaluation import IndexLine

ROOT = "index"
"""Component path of the whole index; its parts are the other components without a parent."""

ATTEMPT = "share_of_scale"
"""Basis of a part that is recomputed by a conversion without a source: no whole counts it."""


@dataclass(frozen=True)
class ComponentScore:
    """A score with what it rests on; ``value`` None: there is none, ``basis`` says why.

    ``cell`` is what is printed at ``ref``.
    """

    value: Fraction | None
    basis: str = ""
    ref: Ref | None = None
    cell: str = ""


NO_SCORE = ComponentScore(None)


def parts_of(instrument: Instrument, path: str) -> list[Component]:
    """Components whose scores add up to this one's."""
    if path == ROOT:
        return [part for part in instrument.children("") if part.path != ROOT]
    return instrument.children(path)


def converted(quantity: Quantity, weight: float, conversion: Conversion) -> Fraction | None:
    """Score that follows from an indicator: value / maximum x weight, or points of a word.

    None for a word without points. Of a target that is an inequality its bound counts.
    """
    if conversion.maximum and quantity.value is not None:
        return exact(quantity.value) * exact(weight) / exact(conversion.maximum)
    points = {fold(word): score for word, score in conversion.points.items()}
    if fold(quantity.text) in points:
        return exact(points[fold(quantity.text)])
    return None


@dataclass(frozen=True)
class Tree:
    """The instrument of a year with the scores that a city has in it."""

    instrument: Instrument
    year: int
    scores: pd.DataFrame
    choice: Choice
    indicators: Mapping[str, Indicator]

    @cached_property
    def _all_rows(self) -> dict[tuple[str, str, str], list[Mapping[Hashable, Any]]]:
        """Rows of each assessor, level and component, in the order of tables.yaml."""
        places = {table: place for place, table in enumerate(self.choice.city.tables)}
        rows = sorted(
            self.scores.to_dict("records"),
            key=lambda row: (places.get(row["table"], len(places)), row["table"], row["row"]),
        )
        grouped: dict[tuple[str, str, str], list[Mapping[Hashable, Any]]] = {}
        for row in rows:
            key = row["assessor"], row["level"], row["component"]
            grouped.setdefault(key, []).append(row)
        return grouped

    @cached_property
    def _rows(self) -> dict[tuple[str, str, str], Mapping[Hashable, Any]]:
        """The evaluated row of each assessor, level and component: the first."""
        return {key: rows[0] for key, rows in self._all_rows.items()}

    def evaluated_rows(self) -> list[Mapping[Hashable, Any]]:
        """The city's scores that count: one of each assessor and component."""
        return [row for key, row in self._rows.items() if key[1] == "city"]

    def further_rows(self, row: Mapping[Hashable, Any]) -> list[Mapping[Hashable, Any]]:
        """Other rows that print what ``row`` does."""
        return self._all_rows[row["assessor"], row["level"], row["component"]][1:]

    def printed(self, assessor: str, path: str, level: str = "city") -> ComponentScore:
        """The score as printed, after the decisions."""
        row = self._rows.get((assessor, level, path))
        if row is None:
            return NO_SCORE
        value = number(row["value"])
        score = None if value is None else exact(value)
        return ComponentScore(score, "printed", Ref.of(row), row["printed"])

    def weight(self, path: str) -> float:
        """Weight printed in the document under evaluation, else the instrument's."""
        for assessor in ("official", "self"):
            if (weight := self.printed_weight(assessor, path)) is not None:
                return weight
        return self.instrument.components[path].weight

    def printed_weight(self, assessor: str, path: str) -> float | None:
        """Weight that an assessor's table prints; None where it prints none."""
        row = self._rows.get((assessor, "city", path))
        return None if row is None else number(row["weight"])

    def self_assessed(self, path: str) -> ComponentScore:
        """The self-assessment: printed, else the sum of its parts; ``partial`` when some lack."""
        printed = self.printed("self", path)
        if printed.value is not None:
            return printed
        parts = [self.self_assessed(part.path) for part in parts_of(self.instrument, path)]
        known = [part.value for part in parts if part.value is not None]
        if not known:
            return NO_SCORE
        whole = all(part.value is not None and part.basis != "partial" for part in parts)
        return ComponentScore(sum(known, Fraction()), "summed" if whole else "partial")

    def rests_on(self, assessor: str, path: str) -> list[Ref]:
        """Cells that a score rests on: its own, its weight's, and those of parts it is summed of.

        A self-assessment that is not printed is the sum of its parts, also where one of them
        is withheld; an official score is only what is printed.
        """
        row = self._rows.get((assessor, "city", path))
        refs = [] if row is None else [Ref.of(row)]
        if row is not None and row["weight_column"]:
            refs.append(Ref.of(row, "weight_column"))
        if assessor == "self" and self.printed("self", path).value is None:
            for part in parts_of(self.instrument, path):
                refs += self.rests_on("self", part.path)
        return refs

    def recomputed(self, path: str) -> ComponentScore:
        """What follows from the published figures, and by which rule, or why nothing does.

        Basis: ``conversion:<indicator>``; ``share_of_scale:<indicator>``, an attempt;
        ``sum_of_official_parts``; ``sum_of_parts`` when parts that are not published were
        recomputed themselves; and without a score
        ``no_realisation:<indicator>``, ``not_convertible:<indicator>``,
        ``parts_missing:<codes joined by ;>``, ``not_derivable``.
        """
        component = self.instrument.components[path]
        if component.conversion:
            return self._converted(component, component.conversion)
        if component.share_of_scale:
            return self._shared(component, self.indicators[component.share_of_scale])
        parts = parts_of(self.instrument, path)
        official = {part.path: self.printed("official", part.path) for part in parts}
        best = {
            place: score if score.value is not None else self.recomputed(place)
            for place, score in official.items()
        }
        known = [score.value for score in best.values() if score.value is not None]
        if not known:
            return ComponentScore(None, "not_derivable")
        missing = [place for place, score in best.items() if score.value is None]
        if missing:
            codes = ";".join(place.rpartition("/")[2] for place in missing)
            return ComponentScore(None, f"parts_missing:{codes}")
        if any(score.basis.startswith(ATTEMPT) for score in best.values()):
            # no source states the conversion of its parts
            return ComponentScore(None, "not_derivable")
        printed = all(score.value is not None for score in official.values())
        basis = "sum_of_official_parts" if printed else "sum_of_parts"
        return ComponentScore(sum(known, Fraction()), basis)

    def _converted(self, component: Component, conversion: Conversion) -> ComponentScore:
        realised = self.choice.realisation(conversion.indicator, self.year)
        if not realised.known:
            return ComponentScore(None, f"no_realisation:{conversion.indicator}")
        weight = self.weight(component.path)
        value = None if realised.is_bounded else converted(realised, weight, conversion)
        if value is None:
            return ComponentScore(None, f"not_convertible:{conversion.indicator}")
        return ComponentScore(value, f"conversion:{conversion.indicator}", realised.ref)

    def _shared(self, component: Component, indicator: Indicator) -> ComponentScore:
        realised = self.choice.realisation(indicator.code, self.year)
        scale = scale_of(realised, indicator)
        if not realised.known:
            return ComponentScore(None, f"no_realisation:{indicator.code}")
        value = realised.value if realised.is_exact else None
        if value is None or scale is None or outside_scale(realised, indicator):
            return ComponentScore(None, f"not_convertible:{indicator.code}")
        share = exact(value) / exact(scale[1])
        score = share * exact(self.weight(component.path))
        return ComponentScore(score, f"{ATTEMPT}:{indicator.code}", realised.ref)


def instrument_tree(
    year: int, choice: Choice, accepted: Tables, catalogue: Catalogue
) -> Tree | None:
    """The tree of the instrument in force, also of a year without scores; None without one."""
    instrument = catalogue.instrument(year)
    if instrument is None:
        return None
    scores = accepted["scores"].query("year == @year")
    return Tree(instrument, year, scores, choice, catalogue.indicators)


def tree_of(year: int, choice: Choice, accepted: Tables, catalogue: Catalogue) -> Tree | None:
    """The index tree of a year; None where no instrument is in force or nothing is scored."""
    tree = instrument_tree(year, choice, accepted, catalogue)
    return None if tree is None or tree.scores.empty else tree


def index_table(city: City, tree: Tree | None, findings: pd.DataFrame) -> pd.DataFrame:
    """A row per component of the instrument; no rows where a city has no score of the year.

    Scores in points of the index. Recomputed scores have two decimals, as the printed ones,
    so that a difference of 0 means: reproduced as printed. A line names the ``findings`` on
    the cells that it rests on.
    """
    touched = touching(findings)
    paths = list(tree.instrument.components) if tree else []
    lines = [_line(city, tree, path, touched) for path in paths] if tree else []
    return table_of(IndexLine, lines)


def _line(city: City, tree: Tree, path: str, touched: Mapping[Ref, list[str]]) -> dict[str, Any]:
    official, self_assessment = tree.printed("official", path), tree.self_assessed(path)
    recomputation = tree.recomputed(path)
    score = None if official.value is None else float(official.value)
    self_score = None if self_assessment.value is None else float(self_assessment.value)
    recomputed = None if recomputation.value is None else as_score(recomputation.value)
    weight = tree.weight(path)
    refs = [ref for assessor in ("official", "self") for ref in tree.rests_on(assessor, path)]
    return {
        "city": city.slug,
        "year": tree.year,
        "component": path,
        "label": tree.instrument.components[path].label,
        "weight": weight,
        "official": score,
        "official_ref": official.ref,
        "self": self_score,
        "self_ref": self_assessment.ref,
        "self_basis": self_assessment.basis,
        "recomputed": recomputed,
        "recomputed_basis": recomputation.basis,
        "difference": difference(score, recomputed),
        # a sum that lacks parts says nothing of the distance between the two assessors
        "self_difference": None
        if self_assessment.basis == "partial"
        else difference(self_score, score),
        "lost": difference(weight, score),
        "grade": tree.instrument.grade(score) if path == ROOT and score is not None else "",
        "findings": ";".join(sorted({name for ref in refs for name in touched.get(ref, ())})),
        "period": tree.choice.period,
    }
