"""What was doubtful when a document was read, and what somebody decided on it.

``ingest.csv`` tells of every doubt with its weight and what was taken; ``doubts.csv`` keeps the
decisions. A grave doubt without a decision stops the city, and so does a decision whose doubt is
gone or proposes something else by now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rapor.catalogue.entries import REFERENCE, ListFile
from rapor.ground.errors import Problems
from rapor.ground.files import csv_text, read_rows, read_yaml
from rapor.ground.paths import Home
from rapor.ground.places import Day
from rapor.ground.shape import FEWEST_LETTERS, Fields, ListOf, Text, Words, coded

NOTES_FILE, FILE = "ingest.csv", "doubts.csv"
NOTE_COLUMNS = "line table what reason doubt at proposed weight source".split()
"""Columns of ingest.csv: what was done, of a doubt its kind, place, proposal and weight, and the
key of the document that was read."""

GRAVE, SLIGHT = "grave", "slight"
WEIGHTS = (GRAVE, SLIGHT)
_KINDS = Fields(
    fields={"codes": ListOf(item=coded(), meaning="kinds of doubt"), "reference": REFERENCE},
    needed=("codes", "reference"),
)
WEIGHTS_SHAPE = Fields(
    fields={
        GRAVE: replace(_KINDS, meaning="what stops a city until somebody has decided it"),
        SLIGHT: replace(_KINDS, meaning="what is shown, and stops nothing"),
    },
    needed=WEIGHTS,
)
"""The shape of data/reference/doubt_weights.yaml."""
DECISIONS = ("accepted", "corrected", "left")
"""The proposal is right; something else is, and stands in the data now; left out on purpose."""

ANY = "*"
"""In the place of ``at``: every doubt of this kind in this table."""

_NOTE = Text(blank=True, meaning="as ingest.csv has it")
DECIDED = ListFile(
    {
        "doubt": Text(meaning="kind of the doubt, as ingest.csv has it"),
        "table": _NOTE,
        "at": Text(meaning=f"place, as ingest.csv has it; {ANY} for all of the table"),
        "proposed": _NOTE,
        "decision": Text(words=DECISIONS, meaning="on what was proposed"),
        "reason": Words(letters=FEWEST_LETTERS, meaning="why"),
        "decided_by": Words(meaning="who"),
        "decided_on": Day(meaning="when"),
    },
    {},
    ("doubt", "table", "at"),
)
COLUMNS = tuple(DECIDED.columns)
"""Columns of doubts.csv."""


def read_weights(home: Home) -> dict[str, str]:
    """How much hangs on each kind of doubt, by its code; one that is missing is grave.

    Raises ``MissingInput``, and ``DataRejected`` with everything that is wrong with the file.
    """
    path = home.doubt_weights
    shown, problems = home.relative(path), Problems()
    content = read_yaml(path, shown)
    WEIGHTS_SHAPE.check(content, shown, problems)
    problems.raise_if_any()
    return {code: weight for weight in WEIGHTS for code in content[weight]["codes"]}


@dataclass(frozen=True)
class Doubt:
    """A doubt of a reading: its kind, table and place, what was taken, and why it is one."""

    code: str
    table: str
    at: str
    proposed: str
    line: str
    reason: str
    weight: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What a decision names it by."""
        return self.code, self.table, self.at


def read_doubts(home: Home, slug: str) -> list[Doubt]:
    """The doubts of a city's documents; none where its tables were written by hand.

    Raises ``DataRejected`` for an ingest.csv that is none.
    """
    path = home.raw(slug) / NOTES_FILE
    if not path.is_file():
        return []
    rows = read_rows(path, home.relative(path), ("line", "table", "what", "reason"))[1]
    return [
        Doubt(
            row["doubt"],
            row["table"],
            row.get("at", ""),
            row.get("proposed", ""),
            row["line"],
            row["reason"],
            row.get("weight", ""),
        )
        for row in rows
        if row.get("doubt")
    ]


def check_doubts(home: Home, slug: str, problems: Problems) -> None:
    """Note every grave doubt that nobody has decided, and every decision that has no doubt."""
    with problems.gathering():
        doubts = {doubt.key: doubt for doubt in read_doubts(home, slug)}
        path = home.raw(slug) / FILE
        shown = home.relative(path)
        rows = DECIDED.read(path, shown, problems) if path.exists() else []
        decided: set[tuple[str, str, str]] = set()
        for number, row in enumerate(rows, start=2):
            decided |= _decided(row, f"{shown} line {number}", doubts, problems)
        for doubt in doubts.values():
            if doubt.weight == GRAVE and doubt.key not in decided:
                _tell_open(doubt, home.relative(home.raw(slug)), problems)


def _decided(
    row: Mapping[str, str],
    where: str,
    doubts: Mapping[tuple[str, str, str], Doubt],
    problems: Problems,
) -> set[tuple[str, str, str]]:
    """Keys of the doubts that a line decides."""
    of_kind = {key for key in doubts if key[:2] == (row["doubt"], row["table"])}
    keys = {key for key in of_kind if row["at"] in (ANY, key[2])}
    if not keys:
        problems.add(
            where,
            f"no doubt {row['doubt']!r} of table {row['table']!r} at {row['at']!r}",
            "a doubt of ingest.csv",
            "remove the line, for its doubt is gone",
        )
        return set()
    for key in keys if row["at"] != ANY else ():
        if row["proposed"] != doubts[key].proposed:
            problems.add(
                where,
                f"decided on {row['proposed']!r}; {doubts[key].proposed!r} is proposed now",
                "a decision on what is proposed",
                "look at it again, and correct the line",
            )
    return keys


def _tell_open(doubt: Doubt, folder: str, problems: Problems) -> None:
    table = f" table {doubt.table}" if doubt.table else ""
    taken = f"; taken: {doubt.proposed}" if doubt.proposed else ""
    line = csv_text(list(COLUMNS), [_line(doubt)]).splitlines()[1]
    problems.add(
        f"{folder}/{NOTES_FILE}{table} (line {doubt.line} of the document)",
        f"{doubt.reason}{taken}",
        "a decision",
        f"correct tables.yaml or the table if that is wrong, then add to {folder}/{FILE}: {line}",
    )


def _line(doubt: Doubt) -> dict[str, str]:
    return {
        "doubt": doubt.code,
        "table": doubt.table,
        "at": doubt.at,
        "proposed": doubt.proposed,
        "decision": "accepted, corrected or left",
        "reason": "why",
        "decided_by": "who",
        "decided_on": "when",
    }


def decisions_text(
    doubts: Iterable[Doubt], decision: str, reason: str, decided_by: str, decided_on: str
) -> str:
    """``doubts.csv`` with one decision on each of some doubts."""
    rows = [
        _line(doubt)
        | {
            "decision": decision,
            "reason": reason,
            "decided_by": decided_by,
            "decided_on": decided_on,
        }
        for doubt in doubts
    ]
    return csv_text(list(COLUMNS), rows)
