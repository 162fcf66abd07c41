"""A made-up city whose tables are written as printed cells, and checked by the rules."""

import json
import shutil
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import pytest
import yaml
from copies import put_city
from made_tables import table_of

from rapor.catalogue import City, ColumnSpec, TableSpec, load_catalogue
from rapor.catalogue.permitted import SCORE, of_activity, of_report, permitted, read_value
from rapor.catalogue.raw import RawRow, RawTable
from rapor.ground.cells import read_cell
from rapor.ground.paths import Home
from rapor.ground.tables import TIDY
from rapor.validate.evidence import Evidence, Statement
from rapor.validate.examine import examine

FIRST, LAST, BASELINE = 2021, 2024, 2020


class WrittenOut(yaml.SafeDumper):
    """YAML as people write it: what is said twice is written twice."""

    def ignore_aliases(self, _):
        return True


@pytest.fixture(scope="session")
def catalogue(sample_at, tmp_path_factory):
    """The sample's catalogue, with the indicators, scales and weights that the cases name."""
    made = sample_at(tmp_path_factory.mktemp("cases") / "home")
    shutil.copytree(Path(__file__).with_name("reference"), made.reference, dirs_exist_ok=True)
    put_city(made, "contoh", "Kota Contoh")
    return load_catalogue(made)


def _trace(table, row, column, printed):
    place = {"table": table, "row": row, "column": column, "printed": printed}
    return {"city": "contoh", "source": "doc", **place}


def _column(name):
    if name == "baseline":
        return "Baseline", "baseline", BASELINE
    if name == "end":
        return "Target akhir", "end_target", LAST
    return str(name), "target", int(name)


def _plan(entries, catalogue):
    for entry in entries:
        indicator = catalogue.indicators[entry["indicator"]]
        scale = entry.get("scale", indicator.scale)
        low, high = scale or (None, None)
        printed = [str(cell or "") for cell in entry["cells"].values()]
        for year, cell in zip(entry["cells"], printed, strict=True):
            column, kind, of_year = _column(year)
            of = replace(permitted(indicator, catalogue, of_year), scale=scale)
            reading = read_value(cell, of, printed)
            yield {
                **_trace(entry["table"], entry.get("row", 1), column, cell),
                "indicator": entry["indicator"],
                "label": entry.get("label", indicator.name),
                "kind": kind,
                "year": of_year,
                "goal": "",
                "area": "",
                "agencies": "",
                "measure": indicator.measure,
                "value": reading.value,
                "value_high": reading.value_high,
                "text": reading.text,
                "comparator": reading.comparator,
                "unit": reading.unit or indicator.unit,
                "scale_min": low,
                "scale_max": high,
                "polarity": indicator.polarity,
            }


def _activities(entries):
    for entry in entries:
        printed = [str(cell or "") for cell in entry["cells"].values()]
        counts = any(read_cell(cell).value is not None for cell in printed)
        for year, cell in entry["cells"].items():
            unit = read_cell(str(cell or "")).unit
            reading = read_value(str(cell or ""), of_activity(unit, counts=counts), printed)
            yield {
                **_trace(entry["table"], entry.get("row", 1), str(year), str(cell or "")),
                "area": entry.get("area", ""),
                "activity": entry.get("activity", "Sosialisasi"),
                "outcome": "",
                "indicator": entry.get("indicator", ""),
                "label": entry.get("indicator", ""),
                "agencies": "",
                "year": int(year),
                "value": reading.value,
                "text": reading.text,
                "comparator": reading.comparator,
                "unit": reading.unit,
                "value_high": reading.value_high,
            }


def _reported(entries, catalogue):
    """Reports of the activities of a plan: ``of`` names table, row and column of the target."""
    for number, entry in enumerate(entries, start=1):
        target = read_cell(entry["target"])
        counts = target.value is not None
        of = of_report(target.text, target.unit, catalogue, entry["year"], counts=counts)
        reading = read_value(entry["printed"], of)
        yield {
            **_trace("activity-realisation", number, "printed", entry["printed"]),
            **dict.fromkeys(("address", "note"), ""),
            "activity": entry.get("activity", "Sosialisasi"),
            "planned": entry["of"],
            "year": entry["year"],
            "period": "annual",
            "value": reading.value,
            "text": reading.text,
            "unit": reading.unit,
            "publisher": "dinas",
            "publication": "agency",
            "comparator": reading.comparator,
            "value_high": reading.value_high,
        }


def _realised(entries, catalogue):
    for number, entry in enumerate(entries, start=1):
        indicator = catalogue.indicators[entry["indicator"]]
        words = () if indicator.measure == "milestone" else None
        reading = read_value(
            entry["printed"], permitted(indicator, catalogue, entry["year"], words)
        )
        low, high = indicator.scale or (None, None)
        table = entry.get("table", "realisation")
        yield {
            **_trace(table, number, "printed", entry["printed"]),
            "indicator": entry["indicator"],
            "label": indicator.name,
            "year": entry["year"],
            "period": "annual",
            "value": reading.value,
            "text": reading.text,
            "unit": indicator.unit,
            "assessor": "",
            "publisher": entry.get("publisher", f"penerbit {number}"),
            "address": "",
            "publication": entry.get("publication", "official"),
            "scale_min": low,
            "scale_max": high,
            "note": entry.get("note", ""),
            "comparator": reading.comparator,
            "value_high": reading.value_high,
        }


def _scores(entries):
    for entry in entries:
        weight, ratio = entry.get("weight", ""), entry.get("ratio", "")
        yield {
            **_trace(entry["table"], entry["row"], entry.get("column", "NILAI"), entry["value"]),
            "year": 2021,
            "assessor": entry.get("assessor", "self"),
            "level": entry.get("level", "city"),
            "component": entry["component"],
            "label": entry["component"],
            "value": read_value(entry["value"], SCORE, [weight, ratio]).value,
            "weight": read_value(weight, SCORE).value,
            "ratio": read_value(ratio, SCORE).value,
            "weight_printed": weight,
            "ratio_printed": ratio,
            "weight_column": "BOBOT" if "weight" in entry else "",
            "ratio_column": "%" if "ratio" in entry else "",
        }


def _priorities(entries):
    """Scores and ranks of areas: a row each, a column an area; or a problem of one area."""
    for entry in entries:
        if "problem" in entry:
            yield {
                **dict.fromkeys(TIDY["priorities"].declaration().names, ""),
                **_trace(entry["table"], entry["row"], "Masalah", entry["problem"]),
                "area": entry["area"],
                "problem": entry["problem"],
                "year": None,
                "score": None,
                "rank": None,
            }
            continue
        for area, printed in entry["cells"].items():
            value = read_value(printed, SCORE).value
            yield {
                **dict.fromkeys(TIDY["priorities"].declaration().names, ""),
                **_trace("3.1", entry["row"], area, printed),
                "goal": entry.get("goal", ""),
                "area": area,
                "label": area,
                "year": None,
                "score": value if entry["holds"] == "score" else None,
                "rank": value if entry["holds"] == "rank" else None,
            }


def _goal_achievements(entries, indicators):
    for number, entry in enumerate(entries, start=1):
        low, high = entry.get("scale", indicators[entry["indicator"]].scale)
        yield {
            **dict.fromkeys(TIDY["goal_achievements"].declaration().names, ""),
            **_trace("4.2", number, "%", entry["printed"]),
            "indicator": entry["indicator"],
            "label": entry["indicator"],
            "year": 2021,
            "value": read_cell(entry["value"]).value,
            "scale_min": low,
            "scale_max": high,
            "scale_pct": read_value(entry["printed"], SCORE).value,
        }


def _raw(entry):
    """A raw table of which only numbers matter, of the file's rows and as printed, and agencies."""
    columns = {
        "No": ColumnSpec("number"),
        "Indikator": ColumnSpec("label"),
        "PD": ColumnSpec("agencies"),
    }
    spec = TableSpec(entry["table"], "Daftar", "targets", "doc", columns)
    agencies = entry.get("agencies", [])
    numbers = [[row, str(row)] for row in range(1, len(agencies) + 1)] or [[1, "1"]]
    rows = (
        RawRow(int(row), "", "", {"No": printed, "Indikator": f"Baris {row}", "PD": named})
        for (row, printed), named in zip_longest(entry.get("rows", numbers), agencies, fillvalue="")
    )
    return RawTable(spec, "", tuple(rows))


def _list(entry):
    """A raw table as printed: columns by role, a line a row; # heads, ? has no place."""
    columns = {header: ColumnSpec(role) for header, role in entry["columns"].items()}
    kind, area = entry.get("kind", "action_plan"), entry.get("area", "")
    title = entry.get("title", "Daftar")
    part = {name: entry[name] for name in ("component", "year", "goal") if name in entry}
    spec = TableSpec(entry["table"], title, kind, "doc", columns, area=area, **part)
    rows = []
    for number, cells in enumerate(entry["rows"], start=1):
        signs = {"# ": "group", "? ": "unplaced"}
        mark = signs.get(str(cells[0])[:2], "")
        printed = [str(cell).removeprefix("# ").removeprefix("? ") for cell in cells]
        by_header = dict(zip_longest(columns, printed, fillvalue=""))
        rows.append(RawRow(number, "", mark, by_header))
    return RawTable(spec, "", tuple(rows))


def frame(name, rows):
    return table_of(TIDY[name], rows)


SILENT_PLAN = [{"table": "0", "indicator": "agents", "cells": {2021: "5", 2022: "10"}}]
"""A plan in which nothing is wrong, for cases that are about other tables."""


@pytest.fixture(scope="session")
def evidence(catalogue):
    """Makes the evidence of a case: its tables as printed, in the order of its precedence."""

    known = catalogue.indicators

    def make(case):
        plan = case.get("plan", SILENT_PLAN)
        tables = {
            "targets": frame("targets", _plan(plan, catalogue)),
            "realisations": frame("realisations", _realised(case.get("realised", []), catalogue)),
            "scores": frame("scores", _scores(case.get("scores", []))),
            "action_plan": frame("action_plan", _activities(case.get("activities", []))),
            "activity_realisations": frame(
                "activity_realisations", _reported(case.get("reported", []), catalogue)
            ),
            "priorities": frame("priorities", _priorities(case.get("priorities", []))),
            "goal_achievements": frame(
                "goal_achievements", _goal_achievements(case.get("achieved", []), known)
            ),
        }
        names = list(dict.fromkeys(entry["table"] for entry in plan))
        under = case.get("goals", {})
        labelled = {"Indikator": ColumnSpec("label")}
        specs = {
            name: TableSpec(name, "", "targets", "doc", labelled, goal=under.get(name, ""))
            for name in names
        }
        order = tuple(case.get("precedence", names))
        precedence = {"targets": order, "realisations": ("official", "press")}
        city = City("contoh", FIRST, LAST, BASELINE, specs, precedence)
        raw = {entry["table"]: _raw(entry) for entry in case.get("raw", [])}
        raw |= {entry["table"]: _list(entry) for entry in case.get("lists", [])}
        stated = [
            Statement(row, line="", source="doc", **{"table": "", **entry})
            for row, entry in enumerate(case.get("stated", []), start=1)
        ]
        listed = replace(catalogue, own=frozenset(case.get("own", ())))
        return Evidence(city, listed, tables, raw, stated)

    return make


@pytest.fixture(scope="session")
def found(evidence):
    """The findings of a case, as id to severity."""

    def run(case):
        findings = examine(evidence(case)).findings
        return dict(zip(findings["finding"], findings["severity"], strict=True))

    return run


@pytest.fixture
def home(tmp_path):
    """A project folder with the settings of the made-up city; decisions are written into it."""
    folder = tmp_path / "data" / "raw" / "contoh"
    folder.mkdir(parents=True)
    (tmp_path / "params.yaml").write_text("{}\n", encoding="utf-8")
    columns = {"2021": {"role": "target", "year": 2021}}
    settings = {
        "document": "doc",
        "road_map": {"from": FIRST, "to": LAST, "baseline": BASELINE},
        "precedence": {"targets": ["3.7", "3.16"], "realisations": ["official", "press"]},
        "tables": {
            name: {"title": "", "kind": "targets", "columns": columns} for name in ("3.7", "3.16")
        },
    }
    (folder / "tables.yaml").write_text(json.dumps(settings), encoding="utf-8")
    (folder / "tables").mkdir()
    for name in settings["tables"]:
        path = folder / "tables" / f"{name}.csv"
        path.write_text("row,line,mark,2021\n1,1,,52\n", encoding="utf-8")
    (folder / "sources.yaml").write_text("doc: {title: Contoh}\n", encoding="utf-8")
    return Home(tmp_path)


DECISION = {
    "decision": "K-01",
    "findings": ["outside_scale:3.7:1:2024"],
    "printed": {"3.7:1:2024": "770"},
    "action": "correct",
    "value": "70",
    "reason": "Target akhir mencantumkan 70.",
    "evidence": "Tabel 3.7 baris 1.",
    "decided_by": "Penyusun data",
    "decided_on": "2026-11-23",
}


@pytest.fixture
def decide(home):
    """Writes decisions; each is the model decision with other fields, None removes one."""

    def write(*changes):
        entries = []
        for number, change in enumerate(changes, start=1):
            entry = {**DECISION, "decision": f"K-{number:02}", **change}
            entries.append({name: value for name, value in entry.items() if value is not None})
        text = yaml.dump(entries, Dumper=WrittenOut, sort_keys=False).replace(
            "'2026-11-23'", "2026-11-23"
        )
        path = home.raw("contoh") / "corrections.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
