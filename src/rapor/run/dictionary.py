"""The data dictionary: ``python -m rapor.run.dictionary`` writes ``docs/data-dictionary.md``.

Every word of it is taken from the declarations of the tables, so that the document cannot
say anything else than the code does; a test holds the two equal.
"""

from collections.abc import Iterable, Iterator

from rapor.catalogue.raw import MARKS, PLACE
from rapor.ground.files import write_text
from rapor.ground.paths import find_home
from rapor.ground.tables import COMPARISON, EVALUATION, TIDY, Check, Finding
from rapor.ground.tables.model import ColumnFacts, TableModel
from rapor.ground.tables.surveys import SURVEYS
from rapor.ground.tables.tidy import Accepted
from rapor.run.textable import markdown

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
Written by `{COMMAND}` from the tables that `src/rapor/ground/tables/` declares;
change it there."""

_TYPES = """\
Every table is CSV in UTF-8 with `\\n` line ends, a decimal point, its columns in the order
given here and its rows sorted by the key. *text* is empty where there is nothing; *number*
and *integer* are empty where there is no value, and a missing value is never zero. A
*reference* names a printed cell as `table:row:column`, such as `3.7:1:2024`; *references*
are joined by `;`. Where a
column holds words of a closed list, nothing else is accepted but, unless it is said to be
never empty, an empty cell."""

_RAW = """\
`data/raw/<city>/tables/<table>.csv`, one file a printed table. Behind these three columns
stand the printed headers and the cells as printed, always as text; what a printed column
means stands in `data/raw/<city>/tables.yaml`. Merged cells are empty here."""

_TRACE = """\
`data/processed/<city>/tidy/<table>.csv`. `source`, `table`, `row` and `column` lead back to
the printed cell, and `printed` keeps it. For `data/raw/<city>/realisation.csv` a reference is
`realisation:<row>:printed`."""

_ACCEPTED = """\
`data/processed/<city>/accepted/` holds the same tables after the decisions of
`corrections.yaml`, each with two more columns at its end:"""

_SURVEYS = """\
`data/raw/<city>/surveys/`, written by `rapor survey --apply`. Respondents' answers are never kept;
a group of few has no figures."""

_CHECKS = """\
`data/processed/<city>/checks.csv`; `validation.json` beside it has the same with the arguments of
each expectation."""


def dictionary() -> str:
    """The whole document as Markdown, ending with a line end."""
    parts = [
        "# Data dictionary",
        _WRITTEN,
        _TYPES,
        "## Raw tables",
        _RAW,
        markdown(("Column", "Type", "Meaning"), ((f"`{name}`", *_PLACE[name]) for name in PLACE)),
        markdown(
            ("Mark", "Meaning"),
            ((f"`{mark}`" if mark else "*empty*", _MARKS[mark]) for mark in MARKS),
        ),
        "## Tidy tables",
        _TRACE,
        *_tables(TIDY.values()),
        "## Accepted tables",
        _ACCEPTED,
        _columns(Accepted),
        "## Findings",
        "`data/processed/<city>/findings.csv`.",
        *_tables([Finding]),
        "## Checks",
        _CHECKS,
        *_tables([Check]),
        "## Evaluation",
        "`data/processed/<city>/evaluation/`, a folder for each year.",
        *_tables(EVALUATION.values()),
        "## Surveys",
        _SURVEYS,
        *_tables(SURVEYS.values()),
        "## Comparison",
        "`reports/compare/`, a folder for each year.",
        *_tables(COMPARISON.values()),
    ]
    return "\n\n".join(parts) + "\n"


def _tables(models: Iterable[type[TableModel]]) -> Iterator[str]:
    """Heading, meaning, key and columns of each table."""
    for model in models:
        declared = model.declaration()
        key = f"Key: {_codes(declared.key)}"
        if declared.within:
            key += f"; items of one cell are told apart by {_codes(declared.within)}"
        if declared.filled:
            key += f". Never empty: {_codes(declared.filled)}"
        yield from (f"### {declared.name}", declared.meaning, f"{key}.", _columns(model))


def _columns(model: type[TableModel]) -> str:
    def row(column: ColumnFacts) -> tuple[str, ...]:
        words = " ".join(f"`{word}`" for word in column.words)
        return f"`{column.name}`", column.kind, column.meaning, words

    return markdown(
        ("Column", "Type", "Meaning", "Words"), map(row, model.declaration().columns.values())
    )


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def main() -> None:
    """Write the document into the project that one stands in."""
    write_text(find_home().root / DOCUMENT, dictionary())


if __name__ == "__main__":
    main()
