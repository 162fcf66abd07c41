"""The catalogue and the tables made with it, as a report in English names things.

What is national has a name in English beside its own. What only a city's list has may lack one:
then its own name stands as the quotation of a document that it is. Proper names of offices and
institutions, grades, and what documents print stay as they are.
"""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from rapor.catalogue.catalogue import Catalogue
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.instruments import Instrument
from rapor.catalogue.registers import Register
from rapor.ground.language import language
from rapor.ground.tables import Tables

LABELLED = (
    *("indicators", "index", "losses", "gains", "trajectory", "readings", "changes"),
    *("reproduction", "agencies"),
)
"""Tables of an evaluation whose labels are the catalogue's names, and no printed ones."""

_quoted = language("en").cited
"""An Indonesian name as a text in English has it."""


def in_english(catalogue: Catalogue) -> Catalogue:
    """The catalogue with the English names in the place of its own."""
    own = catalogue.own_instrument
    return replace(
        catalogue,
        indicators={code: _indicator(known) for code, known in catalogue.indicators.items()},
        goals=_register(catalogue.goals),
        areas=_register(catalogue.areas),
        themes=_register(catalogue.themes),
        agencies=replace(
            catalogue.agencies, names=catalogue.agencies.names | catalogue.agencies.english
        ),
        instruments=tuple(_instrument(known) for known in catalogue.instruments),
        own_instrument=_instrument(own) if own else None,
        units={
            known.unit: known.unit_en for known in catalogue.indicators.values() if known.unit_en
        },
    )


def _indicator(known: Indicator) -> Indicator:
    return replace(
        known,
        name=known.name_en or _quoted(known.name),
        short=known.short_en or known.name_en or _quoted(known.short),
        unit=known.unit_en or known.unit,
        owner=known.owner_en or known.owner,
    )


def _register(register: Register) -> Register:
    names = {
        code: register.english.get(code) or _quoted(name) for code, name in register.names.items()
    }
    return replace(register, names=names)


def _instrument(known: Instrument) -> Instrument:
    components = {
        path: replace(part, label=part.label_en or _quoted(part.label))
        for path, part in known.components.items()
    }
    return replace(known, components=components)


def tables_in_english(tables: Tables, catalogue: Catalogue, year: int) -> Tables:
    """The tables of a year's evaluation with the names of the catalogue's ``in_english``."""
    english = in_english(catalogue)
    instrument, before = english.instrument(year), catalogue.instrument(year)
    of_code: dict[tuple[str, str], str] = {}
    for code, known in catalogue.indicators.items():
        new = english.indicators[code]
        of_code |= {(code, known.name): new.name, (code, known.short): new.short}
    for path, part in before.components.items() if before and instrument else ():
        of_code[path, part.label] = instrument.components[path].label if instrument else ""
    for code, name in catalogue.agencies.names.items():
        of_code[code, name] = english.agencies.names[code]
    return tables | {
        name: _relabelled(tables[name], of_code, english.units)
        for name in LABELLED
        if name in tables
    }


def _relabelled(
    frame: pd.DataFrame, of_code: Mapping[tuple[str, str], str], units: Mapping[str, str]
) -> pd.DataFrame:
    """Labels and units of a table in English, by the code that each row is about."""
    columns = [name for name in ("component", "indicator", "agency") if name in frame]
    if not len(frame) or "label" not in frame:
        return frame
    labels = []
    for row in frame[[*columns, "label"]].itertuples(index=False):
        *codes, label = row
        english = (of_code[code, label] for code in codes if (code, label) in of_code)
        labels.append(next(english, label))
    changed = {"label": pd.Series(labels, index=frame.index, dtype=frame["label"].dtype)}
    if "unit" in frame:
        changed["unit"] = frame["unit"].replace(dict(units))
    return frame.assign(**changed)
