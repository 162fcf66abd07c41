"""docs/data-dictionary.md: what the declarations of the tables say, word for word."""

from rapor.catalogue.raw import MARKS, PLACE
from rapor.ground.tables.model import TableModel
from rapor.run.dictionary import COMMAND, DOCUMENT, dictionary


def declared(model=TableModel):
    """Every table that is declared anywhere in the package."""
    for part in model.__subclasses__():
        if part.__module__.startswith("rapor.") and part.declaration().key:
            yield part.declaration()
        yield from declared(part)


def test_the_data_dictionary_is_what_the_tables_say(repository):
    stored = (repository / DOCUMENT).read_text(encoding="utf-8")
    assert stored == dictionary(), f"{DOCUMENT} is not up to date: run '{COMMAND}'"


def test_every_table_is_in_the_data_dictionary():
    text = dictionary()
    missing = [table.name for table in declared() if f"\n### {table.name}\n" not in text]
    assert missing == [], "add its group to rapor.run.dictionary.dictionary()"


def test_every_column_of_a_table_is_explained_under_it():
    text = dictionary()
    decided = ["decision", "value_printed"]
    for table in declared():
        (section,) = (part for part in text.split("\n##") if part.startswith(f"# {table.name}\n"))
        rows = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
        assert table.names in (rows, rows + decided)


def test_every_mark_and_place_of_a_raw_table_is_explained():
    text = dictionary()
    assert [name for name in (*PLACE, *MARKS) if name and f"| `{name}` |" not in text] == []
