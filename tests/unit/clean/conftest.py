"""The made-up city Contoh (``contoh.yaml``), written to a folder to be cleaned."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from copies import put_city

from rapor.catalogue import load_catalogue
from rapor.clean import clean_city
from rapor.ground.errors import DataRejected, Problem
from rapor.ground.files import csv_text
from rapor.ground.paths import Home
from rapor.ground.tables import Tables

_SURE = {"reference": "made up for the tests", "verified": True}
_STATED = dict.fromkeys(("statement", "statement_en"), "made up for the tests") | _SURE
_PUBLISHED = (
    "indicator,year,period,printed,assessor,publisher,publication,published,address,scale,"
    "note,source"
)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@cache
def _described() -> dict[str, Any]:
    """What ``contoh.yaml`` says."""
    path = Path(__file__).with_name("contoh.yaml")
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


class Contoh:
    """A project folder with the city; change ``tables`` or files, then ``clean``."""

    def __init__(self, root: Path) -> None:
        content = deepcopy(_described())
        self.home = Home(root)
        self.tables: dict[str, Any] = content["tables"]
        self.published: list[str] = content["published"]
        self.raw = root / "data" / "raw" / "contoh"
        (self.raw / "tables").mkdir(parents=True)
        (self.home.reference / "instruments").mkdir(parents=True)
        (root / "params.yaml").write_text("cities: [contoh]\n", encoding="utf-8")
        self._registers(content)
        self._lists(content)

    def _yaml(self, path: Path, content: object) -> None:
        text = yaml.dump(content, Dumper=_DUMPER, allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")

    def _registers(self, content: dict[str, Any]) -> None:
        folder = self.home.reference
        for name in ("indicators", "areas", "goals"):
            entries = {code: entry | _SURE for code, entry in content[name].items()}
            self._yaml(folder / f"{name}.yaml", entries)
        opinions = {"steps": 4, "ranks": ["TMP", "TW", "WDP", "WTP"]} | _SURE
        self._yaml(folder / "scales.yaml", {"opinion": opinions})
        bands = {"steps": 1, "bands": [{"name": "tinggi", "above": 0}]}
        rules = {"categories": bands | _STATED, "cap": {"choices": []} | _STATED}
        self._yaml(folder / "achievement.yaml", rules)
        bounds = {
            "on_track": {"multiple": 1},
            "at_risk": {"multiple": 2},
            "out_of_reach": {"least_steps": 2},
            "cannot_be_said": {"least_values": 2},
            "series_break": {},
        }
        verdicts = {code: entry | _STATED for code, entry in bounds.items()}
        self._yaml(folder / "trajectory.yaml", verdicts)
        new = dict.fromkeys(("statement", "statement_en"), "Sejak 2023")
        new |= {"indicator": "rb_index", "first_year": 2023}
        self._yaml(folder / "series.yaml", {"rb_index_2023": new | _SURE})
        instrument = {"instrument": "Contoh 1/2020", "first_year": 2020, "last_year": 2022}
        instrument["components"] = [component | _SURE for component in content["components"]]
        self._yaml(folder / "instruments" / "2020.yaml", instrument | _SURE)

    def _lists(self, content: dict[str, Any]) -> None:
        labels = {entry["name"]: code for code, entry in content["indicators"].items()}
        labels["Indeks RB (Pengungkit + Hasil)"] = "rb_index"
        lines = {
            "labels": [
                "label,indicator",
                *(f"{label},{code}" for label, code in labels.items()),
            ],
            "agencies": [
                "agency,name,spelling",
                *(
                    f"{code},{names[0]},{name}"
                    for code, names in content["agencies"].items()
                    for name in names
                ),
            ],
        }
        put_city(self.home, "contoh", "Kota Contoh")
        for name, rows in lines.items():
            path = self.home.reference / f"{name}.csv"
            path.write_text("\n".join(rows) + "\n", encoding="utf-8")

    def write(self) -> None:
        """Write the city's raw folder as it is described now."""
        entries = {}
        for name, table in self.tables.items():
            entries[name] = {key: value for key, value in table.items() if key != "rows"}
            header = ["row", "line", "mark", *table["columns"]]
            rows = [
                dict(zip(header, [str(number), str(100 + number), *row], strict=True))
                for number, row in enumerate(table["rows"], start=1)
            ]
            text = csv_text(header, rows)
            (self.raw / "tables" / f"{name}.csv").write_text(text, encoding="utf-8")
        content = {
            "document": "perwal-1-2022",
            "road_map": {"from": 2022, "to": 2024, "baseline": 2021},
            "precedence": {"targets": ["1.1"]},
            "tables": entries,
        }
        self._yaml(self.raw / "tables.yaml", content)
        sources = {"perwal-1-2022": {"title": "Perwali Contoh 1/2022"}}
        sources |= {"kota-2023": {"kind": "official"}, "koran-2020": {"kind": "press"}}
        self._yaml(self.raw / "sources.yaml", sources)
        lines = [_PUBLISHED, *self.published]
        (self.raw / "realisation.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def clean(self, *, write: bool = True) -> Tables:
        """Clean the city as it is described, or (``write=False``) as it lies in its folder."""
        if write:
            self.write()
        return self.clean_as("contoh")

    def clean_as(self, slug: str) -> Tables:
        """Clean the folder of a city as it lies."""
        return clean_city(self.home, slug, load_catalogue(self.home, slug))


@pytest.fixture
def contoh(tmp_path: Path) -> Contoh:
    return Contoh(tmp_path)


@pytest.fixture
def tidy(contoh: Contoh) -> Tables:
    return contoh.clean()


@pytest.fixture
def rejected():
    """Clean a city that must be refused for one reason, and give that reason."""

    def clean(contoh: Contoh) -> Problem:
        with pytest.raises(DataRejected) as refused:
            contoh.clean()
        (problem,) = refused.value.problems
        return problem

    return clean
