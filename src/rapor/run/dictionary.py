"""The data dictionary: ``python -m rapor.run.dictionary`` writes ``docs/data-dictionary.md``.

Every word of it is taken from the contracts and the columns, so that the document cannot
say anything else than the code does; a test holds the two equal.
"""

from collections.abc import Iterable

from rapor.catalogue.raw import MARKS, PLACE
from rapor.ground.columns import COLUMNS, VOCABULARIES
from rapor.ground.contracts import COMPARISON, CONTRACTS, DECIDED, EVALUATION, TIDY, Contract
from rapor.ground.files import write_text
from rapor.ground.paths import find_home

DOCUMENT = "docs/data-dictionary.md"
COMMAND = "python -m rapor.run.dictionary"

_PLACE = {
    "row": ("integer", "row of the raw table, counted from 1"),
    "line": ("text", "line of the document, counted from 1; rows that were joined: `1431+1435`"),
    "mark": ("text", "what was done with the row when it was taken from the document"),
}

_MARKS = {
    "": "an ordinary row",
    "group": "heads the rows below it and is not a row itself",
    "joined": "continued over a page break; its parts were joined",
    "split": "one printed line held several lettered items with as many values",
    "shifted": "its left cells had vanished; moved right with certainty",
    "unplaced": "could not be placed with certainty; kept as printed and reported",
    "sentence": "prose, which is not carried; the cell is empty",
}

_WRITTEN = f"""\
Written by `{COMMAND}` from `src/rapor/ground/contracts.py`, `src/rapor/ground/yearly.py` and
`src/rapor/ground/columns.py`; change it there."""

_TYPES = """\
Every table is CSV in UTF-8 with `\\n` line ends, a decimal point, its columns in the order
given here and its rows sorted by the key. *text* is empty where there is nothing; *number*
and *integer* are empty where there is no value, and a missing value is never zero. Where a
column holds words of a closed list, nothing else is accepted but, unless it is said to be
never empty, an empty cell."""

_RAW = """\
`data/raw/<city>/tables/<table>.csv`, one file a printed table. Behind these three columns
stand the printed headers and the cells as printed, always as text; what a printed column
means stands in `data/raw/<city>/tables.yaml`. Merged cells are empty here."""

_TRACE = """\
`data/processed/<city>/tidy/<table>.csv`. `source`, `table`, `row` and `column` lead back to
the printed cell, and `printed` keeps it. A reference in one cell is written
`table:row:column`, such as `3.7:1:2024`; for
`data/raw/<city>/realisation.csv` it is `realisation:<row>:printed`."""

_ACCEPTED = """\
`data/processed/<city>/accepted/` holds the same tables after the decisions of
`corrections.yaml`, each with two more columns at its end:"""


def dictionary() -> str:
    """The whole document as Markdown, ending with a line end."""
    tidy = [CONTRACTS[name] for name in TIDY]
    other = [contract for name, contract in CONTRACTS.items() if name not in TIDY]
    parts = [
        "# Data dictionary",
        _WRITTEN,
        _TYPES,
        "## Raw tables",
        _RAW,
        _grid("Column Type Meaning", ((f"`{name}`", *_PLACE[name]) for name in PLACE)),
        _grid(
            "Mark Meaning", ((f"`{mark}`" if mark else "*empty*", _MARKS[mark]) for mark in MARKS)
        ),
        "## Tidy tables",
        _TRACE,
        *(part for contract in tidy for part in _contract(contract)),
        "## Accepted tables",
        _ACCEPTED,
        _columns(tidy[0].accepted(), DECIDED),
        "## Findings",
        "`data/processed/<city>/findings.csv`.",
        *(part for contract in other for part in _contract(contract)),
        "## Evaluation",
        "`data/processed/<city>/evaluation/`, a folder for each year.",
        *(part for contract in EVALUATION.values() for part in _contract(contract)),
        "## Comparison",
        "`reports/compare/`, a folder for each year.",
        *(part for contract in COMPARISON.values() for part in _contract(contract)),
    ]
    return "\n\n".join(parts) + "\n"


def _contract(contract: Contract) -> list[str]:
    """Heading, meaning, key and columns of one table."""
    key = f"Key: {_codes(contract.key)}"
    if contract.within:
        key += f"; items of one cell are told apart by {_codes(contract.within)}"
    if contract.required:
        key += f". Never empty: {_codes(contract.required)}"
    return [
        f"### {contract.name}",
        contract.meaning,
        f"{key}.",
        _columns(contract, contract.columns),
    ]


def _columns(contract: Contract, names: Iterable[str]) -> str:
    def words(name: str) -> str:
        listed = VOCABULARIES.get(f"{contract.name}.{name}", VOCABULARIES.get(name, ()))
        return " ".join(f"`{word}`" for word in listed)

    return _grid(
        "Column Type Meaning Words",
        ((f"`{name}`", COLUMNS[name].kind, COLUMNS[name].meaning, words(name)) for name in names),
    )


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _grid(header: str, rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table."""
    names = header.split()
    lines = [
        names,
        ["---"] * len(names),
        *([cell.replace("|", "\\|") for cell in row] for row in rows),
    ]
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)


def main() -> None:
    """Write the document into the project that one stands in."""
    write_text(find_home().root / DOCUMENT, dictionary())


if __name__ == "__main__":
    main()
