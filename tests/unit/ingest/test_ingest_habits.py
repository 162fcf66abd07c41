"""Habits of planning documents: what a person reads from each is what the draft says.

The documents are made up after the forms of RPJMD, Renstra, Renja, LKjIP, road maps, action plans
by quarters and score sheets; ``expected.yaml`` beside them was typed by hand.
"""

from pathlib import Path

import pytest
import yaml

from rapor.ingest.columns import Context
from rapor.ingest.draft import NO_REGISTER, draft_table
from rapor.ingest.notes import Notes
from rapor.ingest.reading import read_document
from rapor.ingest.stated import read_facts
from rapor.ingest.table_reader import read_tables

FOLDER = Path(__file__).parents[2] / "cases" / "documents"
EXPECTED = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
TABLES = [(document, table) for document, tables in EXPECTED.items() for table in tables]


@pytest.fixture(scope="module")
def drafts(vocabulary):
    return {document: drafts_of(document, vocabulary) for document in EXPECTED}


def drafts_of(document, vocabulary):
    lines, notes = read_document(FOLDER / f"{document}.txt"), Notes()
    tables = read_tables(lines, vocabulary, notes)
    facts = read_facts(lines)
    context = Context(NO_REGISTER, NO_REGISTER, vocabulary, facts.period, facts.enacted)
    made = {}
    for table in tables:
        entry = draft_table(table, context, notes)
        columns = [
            " ".join(str(part) for part in (column["role"], column.get("year")) if part)
            for column in entry["columns"].values()
        ]
        made[table.table] = {
            "kind": entry["kind"],
            "rows": entry["rows"],
            "columns": ", ".join(columns),
            "doubts": [
                note.code for note in notes.notes if note.code and note.table == table.table
            ],
        }
    return made


@pytest.mark.parametrize(("document", "table"), TABLES)
def test_a_table_is_read_as_a_person_reads_it(drafts, document, table):
    assert drafts[document][table] == {"doubts": []} | EXPECTED[document][table]


def test_no_table_is_made_of_anything_else(drafts):
    assert {name: list(tables) for name, tables in drafts.items()} == {
        name: list(tables) for name, tables in EXPECTED.items()
    }


def test_every_document_of_the_folder_is_tried():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(EXPECTED)
