"""A made-up city: its settings, its sources, its catalogue."""

import dataclasses
from functools import cache

from copies import REPOSITORY

from rapor.catalogue import Catalogue
from rapor.catalogue.cities import CityFacts
from rapor.catalogue.indicators import Indicator, Labels
from rapor.catalogue.instruments import Component, Grade, Instrument
from rapor.catalogue.registers import Register
from rapor.catalogue.result_lists import ResultYears
from rapor.catalogue.rules import read_rules
from rapor.catalogue.scales import Achievement, Scale, StatedRule
from rapor.catalogue.series import Series, TrajectoryRules
from rapor.catalogue.wording import read_wordings
from rapor.ground.paths import Home

CITY = "contoh"
SOURCES = {
    "perwal-1-2021": {
        "reference": "Peraturan Wali Kota Contoh Nomor 1 Tahun 2021",
        "title": "Road Map Reformasi Birokrasi",
        "date": "2021-03-01",
        "issuer": "Wali Kota Contoh",
        "sha256": "ab" * 32,
        "licence": "bebas",
    },
    "ombudsman-2024": {
        "publisher": "ombudsman.example",
        "kind": "official",
        "published": "2024-04-23",
        "address": "https://ombudsman.example/nilai",
    },
    "koran-2024-05": {"publisher": "koran.example", "kind": "press", "published": "2024-05"},
}
SETTINGS = {
    "document": "perwal-1-2021",
    "road_map": {"from": 2021, "to": 2024, "baseline": None},
    "precedence": {"targets": ["3.7", "3.16"], "realisations": ["official", "press"]},
    "tables": {
        "3.7": {"title": "Target", "kind": "targets", "columns": {"Indikator": {"role": "label"}}},
        "2.13": {
            "title": "Indeks",
            "kind": "official_index",
            "columns": {"Komponen": {"role": "label"}},
        },
    },
}
AREAS = {
    "change_management": "Manajemen Perubahan",
    "supervision": "Penguatan Pengawasan",
    "public_service": "Peningkatan Kualitas Pelayanan Publik",
}


def indicator(code, name, area="public_service", **changes):
    """An indicator of the catalogue; 0 to 100, higher is better, unless said otherwise."""
    known = {
        "short": name,
        "unit": "nilai",
        "scale": (0.0, 100.0),
        "measure": "number",
        "polarity": "higher",
        "goal": "",
        "owner": "",
        "bands": "",
        "order": "",
        "note": "",
        "reference": "Perwal 1/2021",
        "verified": True,
    }
    return Indicator(code=code, name=name, area=area, **(known | changes))


INDICATORS = [
    indicator("ombudsman", "Kepatuhan Pelayanan"),
    indicator("opinion", "Opini BPK", "supervision", measure="ordinal", scale=None, order="opini"),
    indicator("spbe", "Indeks SPBE", "change_management", scale=(1.0, 5.0), unit="indeks"),
    indicator("sakip", "Nilai SAKIP", "supervision"),
    indicator("cases", "Kasus Disiplin", "supervision", polarity="lower", measure="count"),
    indicator("mcp", "Nilai MCP"),
]


def component(path, label, weight):
    """A component of the made-up instrument."""
    return Component(path, label, weight, "Perwal 1/2021", verified=True)


@cache
def _rules():
    """The program's rules of evidence, which no test changes."""
    return read_rules(Home(REPOSITORY).rules, "rules.yaml")


@cache
def _wordings():
    """How the program compares names, which no test changes."""
    return read_wordings(Home(REPOSITORY).matching, "matching.yaml")


def catalogue_of(**changes):
    """The catalogue of the made-up city."""
    categories = Scale("categories", "", 0, 9999, (), (), "Permendagri 86/2017", verified=True)
    rule = StatedRule(
        "higher", "Makin tinggi makin baik", "Higher is better", "PermenPAN", verified=True
    )
    instrument = Instrument(
        code="Permenpan RB 26/2020",
        first_year=2020,
        last_year=2022,
        reference="Permenpan RB 26/2020",
        verified=True,
        components={
            entry.path: entry
            for entry in (
                component("index", "Indeks Reformasi Birokrasi", 100.0),
                component("enabler", "Pengungkit", 60.0),
                component("enabler/fulfilment", "Pemenuhan", 20.0),
                component("enabler/reform", "Reform", 40.0),
                component("result", "Hasil", 40.0),
            )
        },
        grades=(Grade("C", 30.0),),
        grades_reference="Permenpan RB 26/2020",
        grades_verified=True,
    )
    known = {
        "cities": {CITY: CityFacts(CITY, "Kota Contoh", "Contoh", "00.00", "", verified=True)},
        "indicators": {indicator.code: indicator for indicator in INDICATORS},
        "labels": Labels({}, {}),
        "agencies": Register({"organisasi": "Bagian Organisasi", "ins": "Inspektorat"}),
        "goals": Register({}),
        "areas": Register(AREAS),
        "themes": Register({}),
        "instruments": (
            instrument,
            dataclasses.replace(
                instrument, code="Permenpan RB 3/2023", first_year=2023, last_year=None
            ),
        ),
        "scales": (Scale("o", "opini", 0, 9999, (), ("TMP", "WDP", "WTP"), "UU", verified=True),),
        "achievement": Achievement({"higher": rule}, categories, None, (100.0, 120.0)),
        "trajectory": TrajectoryRules(1.0, 2.0, 2, 2, {}),
        "series": Series(),
        "rules": _rules(),
        "wordings": _wordings(),
        "result_years": ResultYears(2010, 5),
    }
    return Catalogue(**(known | changes))
