"""A city's data, made of what was read and decided: the text of every file but two.

Those of decisions are not made here: ``history`` and ``doubts`` keep them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from rapor.catalogue.catalogue import INSTRUMENT
from rapor.catalogue.documents import PAGES_FILE, PagePlace, pages_text
from rapor.catalogue.result_lists import RESULTS
from rapor.ground.errors import DataRejected, Problem
from rapor.ground.files import csv_text, read_text, read_yaml
from rapor.ground.ref import Line
from rapor.ground.text import guarded
from rapor.ground.vocabularies import POLARITIES, PUBLICATIONS
from rapor.ingest.review.documents import ROAD_MAP, CityDocument, CityDraft
from rapor.ingest.review.names import CityNames
from rapor.ingest.review.statements import FILE as STATEMENTS
from rapor.ingest.review.tables import DraftedTable
from rapor.ingest.stated import COLUMNS
from rapor.ingest.writer import notes_text, pictures_of, places_of, table_text, yaml_text

_YEARLY = ("targets", "action_plan")
_ENDS = "end_targets"
_WIDTH = 96
CORRECTIONS = "corrections.yaml"
SOURCES = "sources.yaml"
_LABELS = "table label indicator note".split()
_AGENCIES = "agency name spelling meant collective reference".split()
SHARED = (SOURCES, CORRECTIONS, RESULTS.file)
"""Files that people and other commands write to as well: what stands there is kept."""


@dataclass(frozen=True)
class CityData:
    """What was read and decided of a city.

    ``instrument`` is that of its own score sheet, empty where a national one holds.
    ``corrections`` are new decisions on its findings, ``statements`` what its text counts or cites
    and the rules are to look at.
    """

    city: CityDraft
    documents: Sequence[CityDocument]
    tables: Sequence[DraftedTable]
    names: CityNames
    instrument: Mapping[str, Any] = field(default_factory=dict)
    corrections: Sequence[dict[str, Any]] = field(default_factory=list)
    statements: Sequence[Mapping[str, str]] = ()

    @property
    def road_map(self) -> CityDocument:
        """The document that the tables belong to where they do not say another."""
        of_road_map = [document for document in self.documents if document.kind.code == ROAD_MAP]
        return (of_road_map or list(self.documents))[0]

    def for_a_try(self) -> "CityData":
        """The data with what is not decided filled in, so that everything else can be checked.

        A table whose kind is open is left out, a city without name goes by its slug. Nothing of
        this is ever written to a city's folder.
        """
        line = dict(self.city.line)
        line |= {"name": line["name"] or line["city"], "province": line["province"] or line["city"]}
        tables = [
            replace(table, entry=table.entry | {"kind": table.kind or "unused"})
            for table in self.tables
        ]
        indicators = {
            code: entry | {"polarity": entry["polarity"] or POLARITIES[0]}
            for code, entry in self.names.indicators.items()
        }
        return replace(
            self,
            city=replace(self.city, line=line),
            tables=tables,
            names=replace(self.names, indicators=indicators),
        )


def city_texts(data: CityData, folder: Path) -> dict[str, str | bytes]:
    """The text of every file of a city by its name below the city's ``folder``.

    What stands in the folder of other people's results, sources and decisions is kept.
    """
    texts: dict[str, str | bytes] = {
        f"tables/{table.name}.csv": table_text(table.read) for table in data.tables
    }
    texts["tables.yaml"] = yaml_text(_settings(data))
    texts[SOURCES] = yaml_text(_sources(data, folder))
    texts["ingest.csv"] = _notes(data)
    texts |= _pages(data)
    line = {name: held for name, held in data.city.line.items() if name != "city" and held}
    texts["city.yaml"] = yaml_text(line | {"verified": line.get("verified") == "true"})
    texts |= _registers(data.names)
    if data.instrument:
        texts[INSTRUMENT] = yaml_text(dict(data.instrument))
    if data.statements:
        lines = [{name: guarded(line[name]) for name in COLUMNS} for line in data.statements]
        texts[STATEMENTS] = csv_text(COLUMNS, lines)
    if data.corrections:
        path = folder / CORRECTIONS
        before = read_text(path, CORRECTIONS) if path.is_file() else ""
        texts[CORRECTIONS] = _with_corrections(before, data.corrections)
    return texts


def _notes(data: CityData) -> str:
    """``ingest.csv``: what was done to each document, one behind the other."""
    text = ""
    for document in data.documents:
        notes = [note for note in document.read.notes.notes if not note.table]
        for table in data.tables:
            notes += table.notes if table.document.key == document.key else []
        notes_of = notes_text(notes, document.key)
        text += notes_of if not text else notes_of.partition("\n")[2]
    return text


def _pages(data: CityData) -> dict[str, str | bytes]:
    """``pages.csv`` and the tables' pictures; nothing where no document has pages."""
    places: dict[Line, tuple[PagePlace, ...]] = {}
    pictures: dict[str, bytes] = {}
    for document in data.documents:
        places_of_tables = places_of(
            [table.named for table in data.tables if table.document == document]
        )
        pictures |= pictures_of(document.read.path, places_of_tables)
        places |= places_of_tables
    return {PAGES_FILE: pages_text(places), **pictures} if places else {}


def _registers(names: CityNames) -> dict[str, str]:
    """What is the city's own; a list without a line is no file."""
    texts = {}
    for file, columns, lines in (
        ("labels.csv", _LABELS, names.labels),
        ("agencies.csv", _AGENCIES, names.agencies),
    ):
        if lines:
            rows = [{name: guarded(line[name]) for name in columns} for line in lines]
            texts[file] = csv_text(columns, rows)
    if names.indicators:
        texts["indicators.yaml"] = yaml_text(names.indicators)
    return texts


def _settings(data: CityData) -> dict[str, Any]:
    """``tables.yaml``: as ingest drafts it, with what was decided."""
    has_baseline = any(table.columns("baseline") for table in data.tables)
    road_map = data.road_map.key
    tables = {}
    for table in data.tables:
        source = {} if table.document.key == road_map else {"source": table.document.key}
        tables[table.name] = {"title": table.entry["title"], **source, **table.entry}
    city = data.city
    baseline = city.baseline if has_baseline else None
    return {
        "document": road_map,
        "road_map": {"from": city.first_year, "to": city.last_year, "baseline": baseline},
        "precedence": {"targets": _precedence(data), "realisations": list(PUBLICATIONS_BY_RANK)},
        "tables": tables,
    }


PUBLICATIONS_BY_RANK = (PUBLICATIONS[0], PUBLICATIONS[2], PUBLICATIONS[1])
"""Official results go before those of agencies, and those before the press."""


def _precedence(data: CityData) -> list[str]:
    """Tables of targets: those of the document that counts first go first."""
    ordered = []
    for document in data.documents:
        of_document = [table for table in data.tables if table.document.key == document.key]
        ordered += [table.name for table in of_document if table.kind in _YEARLY]
        ordered += [table.name for table in of_document if table.kind == _ENDS]
    return ordered


def _sources(data: CityData, folder: Path) -> dict[str, Any]:
    """The documents, and every entry of another publication that stands there."""
    ordered = sorted(data.documents, key=lambda document: document.key != data.road_map.key)
    entries = {document.key: document.entry for document in ordered}
    path = folder / SOURCES
    known = read_yaml(path, SOURCES) if path.is_file() else {}
    if known is not None and not isinstance(known, dict):
        raise DataRejected(Problem(SOURCES, "no entries", "key: …", "correct or remove the file"))
    return entries | {key: entry for key, entry in (known or {}).items() if key not in entries}


def _with_corrections(before: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """``corrections.yaml`` with new decisions behind what stands there, which is not touched."""
    blocks = [
        yaml.safe_dump([dict(entry)], sort_keys=False, allow_unicode=True, width=_WIDTH)
        for entry in entries
    ]
    return "\n".join(filter(None, [before.rstrip() + "\n" if before.strip() else "", *blocks]))


def written_alone(name: str) -> bool:
    """Whether the review alone writes a file, so that another change to it is somebody's own."""
    return name not in SHARED
