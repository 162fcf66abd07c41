"""Tables of an invented city, row by row."""

import itertools

from made_tables import table_of

from rapor.catalogue import City, TableSpec
from rapor.catalogue.cities import CityFacts
from rapor.catalogue.indicators import Indicator
from rapor.evaluate.choice import Choice
from rapor.ground.cells import read_cell
from rapor.ground.tables import ACCEPTED, TIDY, Finding, empty, known

ROWS = itertools.count(1)
"""Rows as they are made; a test that looks at a reference says its row."""

FACTS = CityFacts("contoh", "Kota Contoh", "Contoh", "99.99", "made up", verified=True)

MEASURED = Indicator(
    code="measured",
    name="Yang Diukur",
    short="",
    unit="nilai",
    scale=None,
    measure="number",
    polarity="higher",
    area="accountability",
    goal="clean_accountable",
    owner="",
    bands="",
    order="",
    note="",
    reference="made up",
    verified=True,
)


def frame(name, rows):
    """An accepted table; what a row does not say is empty."""
    return table_of(ACCEPTED[name], rows)


def _cell(printed, indicator, decision):
    reading = read_cell(printed)
    withheld = decision == "withhold"
    low, high = indicator.scale or (None, None)
    return {
        "city": "contoh",
        "source": "made-up",
        "printed": printed,
        "indicator": indicator.code,
        "label": indicator.name,
        "value": None if withheld else reading.value,
        "value_high": None if withheld else reading.value_high,
        "text": "" if withheld else reading.text,
        "comparator": reading.comparator,
        "unit": reading.unit or (indicator.unit if reading.readable else ""),
        "scale_min": low,
        "scale_max": high,
        "decision": "ask" if withheld else decision,
        "value_printed": reading.value,
    }


def target(indicator, year, printed, kind="target", table="3.1", row=None, **more):
    """A printed cell of the plan; the next row unless it is said."""
    return {
        **_cell(printed, indicator, more.pop("decision", "none")),
        "table": table,
        "row": row or next(ROWS),
        "column": str(year) if kind == "target" else kind,
        "year": year,
        "kind": kind,
        "measure": indicator.measure,
        "polarity": indicator.polarity,
        **more,
    }


def realisation(indicator, year, printed, publication="official", row=None, **more):
    return {
        **_cell(printed, indicator, more.pop("decision", "none")),
        "table": "realisation",
        "row": row or next(ROWS),
        "column": "printed",
        "year": year,
        "period": "annual",
        "publisher": f"penerbit {row or year}",
        "publication": publication,
        **more,
    }


def score(component, value, weight=None, assessor="official", level="city", year=2021, row=1):
    return {
        "city": "contoh",
        "source": "made-up",
        "table": f"2.{component}.{assessor}.{level}",
        "row": row,
        "column": "NILAI",
        "printed": str(value),
        "year": year,
        "assessor": assessor,
        "level": level,
        "component": component,
        "label": component,
        "value": value,
        "weight": weight,
        "decision": "none",
    }


EMPTY = {name: frame(name, []) for name in TIDY}
"""Every table of the accepted stage, without rows."""


def accepted(targets=(), realisations=(), scores=()):
    """The accepted tables with these rows; the others are empty."""
    return {
        **EMPTY,
        "targets": frame("targets", list(targets)),
        "realisations": frame("realisations", list(realisations)),
        "scores": frame("scores", list(scores)),
    }


def city_of(*tables, targets=(), baseline=None):
    """The invented city with its tables in the order in which the document prints them."""
    specs = {name: TableSpec(name, "", "targets", "made-up", {}) for name in tables or ("3.1",)}
    precedence = {"targets": tuple(targets), "realisations": ("official", "press")}
    return City("contoh", 2021, 2024, baseline, specs, precedence)


def choice(targets=(), realisations=(), city=None, year=2022, period="annual"):
    """What is evaluated of these cells, as far as it is known in the period."""
    tables = known(accepted(targets, realisations), year, period)
    return Choice(city or city_of(), tables, period)


NO_FINDINGS = empty(Finding)
