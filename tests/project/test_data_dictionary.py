"""docs/data-dictionary.md: what the contracts say, word for word."""

from collections.abc import Mapping

from rapor.catalogue.raw import MARKS, PLACE
from rapor.ground import contracts
from rapor.ground.columns import COLUMNS, VOCABULARIES
from rapor.run.dictionary import COMMAND, DOCUMENT, dictionary


def declared():
    """Every contract of the module, in whichever mapping it is declared."""
    for value in vars(contracts).values():
        if isinstance(value, Mapping):
            yield from (one for one in value.values() if isinstance(one, contracts.Contract))


def test_the_data_dictionary_is_what_the_contracts_say(repository):
    stored = (repository / DOCUMENT).read_text(encoding="utf-8")
    assert stored == dictionary(), f"{DOCUMENT} is not up to date: run '{COMMAND}'"


def test_every_contract_is_in_the_data_dictionary():
    text = dictionary()
    missing = [one.name for one in declared() if f"\n### {one.name}\n" not in text]
    assert missing == [], "add its group to rapor.run.dictionary.dictionary()"


def test_every_column_of_a_contract_is_explained_under_it():
    text = dictionary()
    for contract in declared():
        (section,) = (
            part for part in text.split("\n##") if part.startswith(f"# {contract.name}\n")
        )
        rows = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
        assert rows == list(contract.columns)


def test_every_mark_and_place_of_a_raw_table_is_explained():
    text = dictionary()
    assert [name for name in (*PLACE, *MARKS) if name and f"| `{name}` |" not in text] == []


def test_a_closed_list_of_words_belongs_to_a_column():
    assert [name for name in VOCABULARIES if name.rpartition(".")[2] not in COLUMNS] == []


def test_no_column_is_explained_that_no_table_has():
    used = {name for contract in declared() for name in contract.columns}
    assert set(COLUMNS) - used - set(contracts.DECIDED) == set()
