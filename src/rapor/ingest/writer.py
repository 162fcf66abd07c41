"""Writing what was read, all of it or nothing: tables, settings, notes, pages with pictures.

YAML stands in reading order, short things on one line.
"""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import yaml

from rapor.catalogue.documents import (
    PAGES_FILE,
    PagePlace,
    Places,
    pages_text,
    picture_name,
    read_pages,
)
from rapor.catalogue.doubts import NOTE_COLUMNS, NOTES_FILE
from rapor.catalogue.raw import PLACE
from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.files import csv_text, read_rows, read_yaml
from rapor.ground.paths import Home
from rapor.ground.ref import Line
from rapor.ground.text import guarded
from rapor.ingest.document import Box, DocumentLine
from rapor.ingest.notes import Note, Notes
from rapor.ingest.pages.picture import photograph
from rapor.ingest.table_reader import ReadTable

NoteRow = dict[str, str]
"""A row of ingest.csv."""


class _Flow(dict[str, Any]):
    """A mapping that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Indents lists, of which plain values stand on one line, and knows mappings on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the items of a list, which the library does not."""
        del indentless
        super().increase_indent(flow, indentless=False)


def _one_line(dumper: yaml.SafeDumper, value: _Flow) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=True)


def _plain_list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.Node:
    is_plain = not any(isinstance(item, dict) for item in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=is_plain)


def _null(dumper: yaml.SafeDumper, _value: None) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:null", "null")


_Dumper.add_representer(_Flow, _one_line)
_Dumper.add_representer(list, _plain_list)
_Dumper.add_representer(type(None), _null)


def yaml_text(content: dict[str, Any]) -> str:
    """The content as YAML: mappings of plain values inside other mappings on one line."""
    return yaml.dump(
        _flowing(content, 0), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )


def _flowing(content: dict[str, Any], depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in content.items():
        if isinstance(value, dict):
            inner = _flowing(value, depth + 1)
            is_small = (
                depth > 0
                and len(value) <= 3
                and not any(isinstance(part, dict | list) for part in value.values())
            )
            made[key] = _Flow(inner) if is_small else inner
        else:
            made[key] = value
    return made


def table_text(table: ReadTable) -> str:
    """A raw table as CSV: place and mark of each row, then its cells as printed."""
    header = [*PLACE, *table.header.names]
    rows = [
        dict(zip(header, [str(number), row.line, row.mark, *row.cells], strict=True))
        for number, row in enumerate(table.rows, start=1)
    ]
    return csv_text(header, rows)


def notes_text(notes: Sequence[Note], source: str = "", others: Sequence[NoteRow] = ()) -> str:
    """The notes as CSV, in document order; ``source`` is their document's key.

    ``others`` are the rows of the city's other documents, which stay as they are.
    """
    rows = [
        {
            "line": str(note.line),
            "table": note.table,
            "what": note.what,
            "reason": note.reason,
            "doubt": note.code,
            "at": note.at,
            "proposed": note.proposed,
            "weight": note.weight,
            "source": source,
        }
        for note in notes
    ]
    guarded_rows = [{name: guarded(cell) for name, cell in row.items()} for row in (*rows, *others)]
    return csv_text(NOTE_COLUMNS, guarded_rows)


def notes_of_others(home: Home, slug: str, source: str, tables: Collection[str]) -> list[NoteRow]:
    """Rows of ingest.csv of the city's other documents than ``source``, which has ``tables``.

    Rows that do not name their document are another's if their table is.
    """
    path = home.raw(slug) / NOTES_FILE
    if not path.is_file():
        return []
    rows = read_rows(path, home.relative(path), ("line", "table", "what", "reason"))[1]
    others = []
    for row in rows:
        known = row.get("source", "")
        is_other = known != source if known else row["table"] and row["table"] not in tables
        if is_other:
            others.append({name: row.get(name, "") for name in NOTE_COLUMNS})
    return others


def settings_text(home: Home, slug: str, draft: dict[str, Any], notes: Notes) -> str | None:
    """``tables.yaml`` to write, or None where a reviewed one stands.

    That one is never overwritten; where it and the document differ, a note says so.
    """
    path = home.raw(slug) / "tables.yaml"
    if not path.exists():
        return yaml_text(draft)
    reviewed = read_yaml(path, home.relative(path))
    known = reviewed.get("tables") if isinstance(reviewed, dict) else None
    if not isinstance(known, dict):
        raise DataRejected(
            Problem(home.relative(path), "no tables", "tables: …", "correct or remove the file")
        )
    entries = {str(name): entry or {} for name, entry in known.items()}
    document = str(reviewed.get("document") or "")
    _refuse_foreign(entries, draft, document, home.relative(path))
    _compare(entries, draft, document, notes)
    return None


def _refuse_foreign(
    known: dict[str, Any], draft: dict[str, Any], document: str, shown: str
) -> None:
    """Refuse to overwrite tables that were read from another document."""
    problems = [
        Problem(
            f"{shown} table {name}",
            f"belongs to {known[name].get('source') or document}",
            f"tables of {draft['document']}, or a number that is free",
            "ingest this document for another city, or remove that table first",
        )
        for name in draft["tables"]
        if name in known and (known[name].get("source") or document) != draft["document"]
    ]
    if problems:
        raise DataRejected(problems)


def _compare(known: dict[str, Any], draft: dict[str, Any], document: str, notes: Notes) -> None:
    for name, entry in draft["tables"].items():
        line = entry["lines"][0]
        if name not in known:
            notes.add(name, line, "differs", "is not in tables.yaml")
        elif list(known[name].get("columns") or {}) != list(entry["columns"]):
            notes.add(name, line, "differs", "has other columns in tables.yaml")
    for name, entry in known.items():
        of_document = (entry.get("source") or document) == draft["document"]
        if name not in draft["tables"] and of_document:
            notes.add(name, 0, "differs", "is in tables.yaml but not in the document")


def sources_text(
    home: Home, slug: str, key: str, entry: dict[str, Any], notes: Notes
) -> str | None:
    """``sources.yaml`` to write, or None where it already tells of the document.

    Entries of other documents and publications stay as they are written.
    """
    path = home.raw(slug) / "sources.yaml"
    if not path.exists():
        return yaml_text({key: entry})
    shown = home.relative(path)
    known = read_yaml(path, shown) or {}
    if not isinstance(known, dict):
        raise DataRejected(Problem(shown, "no entries", "key: …", "correct or remove the file"))
    if key not in known:
        return f"{path.read_text(encoding='utf-8').rstrip()}\n\n{yaml_text({key: entry})}"
    for name in sorted(entry):
        if known[key].get(name) != entry[name]:
            notes.add(
                "", 0, "differs", f"{name} of {key} in sources.yaml is {known[key].get(name)}"
            )
    return None


def page_files(
    document: Path, tables: Sequence[ReadTable], home: Home, slug: str
) -> dict[str, str | bytes]:
    """``pages.csv`` and the tables' pictures by name; nothing for a document without pages.

    What is kept of the city's other documents stays. Raises ``DataRejected`` when the file that
    stands is not in form.
    """
    problems = Problems()
    names = {table.table for table in tables}
    kept = read_pages(home, slug, problems)
    problems.raise_if_any()
    own = places_of(tables)
    others = {line: parts for line, parts in kept.items() if line[0] not in names}
    if not own and others == kept:
        return {}
    return {PAGES_FILE: pages_text({**others, **own}), **pictures_of(document, own)}


def pictures_of(document: Path, own: Places) -> dict[str, bytes]:
    """The pictures of a document's tables by the names of their files."""
    return {
        picture_name(table, place.page): photograph(
            document, place.page, Box(place.left, place.top, place.right, place.bottom)
        )
        for (table, row), parts in own.items()
        if row == 0
        for place in parts
    }


def places_of(tables: Sequence[ReadTable]) -> Places:
    """Where each row stands, and as row 0 its table with its head."""
    places: dict[Line, tuple[PagePlace, ...]] = {}
    for table in tables:
        lines = {line.number: line for block in table.printed.blocks for line in block}
        whole = _by_page(list(lines.values()))
        if whole:
            places[table.table, 0] = whole
        for number, row in enumerate(table.rows, start=1):
            parts = _by_page([lines[line] for line in row.lines if line in lines])
            if parts:
                places[table.table, number] = parts
    return places


def _by_page(lines: Sequence[DocumentLine]) -> tuple[PagePlace, ...]:
    """The box around the cells of some lines, for each page that they stand on."""
    boxes: dict[int, list[Box]] = {}
    for line in (line for line in lines if line.page):
        boxes.setdefault(line.page, []).extend(place.box for place in line.places if place)
    return tuple(
        PagePlace(
            page,
            min(box.left for box in of_page),
            min(box.top for box in of_page),
            max(box.right for box in of_page),
            max(box.bottom for box in of_page),
        )
        for page, of_page in sorted(boxes.items())
        if of_page
    )
