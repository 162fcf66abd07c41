"""What the text around the tables says of them: counts, and references to tables and regulations.

Where that does not agree with what was read, a line for ``statements.csv`` is proposed; the rules
of evidence then hold it against the tables. The sentences themselves are not carried.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapor.catalogue.headers import Vocabulary
from rapor.ground.files import csv_text
from rapor.ingest.document import DocumentLine, plain
from rapor.ingest.facts import DocumentFacts
from rapor.ingest.notes import Notes
from rapor.ingest.table_reader import ReadTable

_COUNT = re.compile(
    r"(?<![\d.,/–-])(?P<count>\d{1,3})\s+(?:\([a-z ]{3,30}\)\s*)?"
    r"(?P<word>[A-Za-z]+)(?P<more>(?:\s+[A-Za-z]+)?)"
)
_TABLE = re.compile(r"\b[Tt]abel\s+((?:T-)?(?:[IVX]+|[A-Z]|\d+)(?:[.-](?:[A-Z]+|\d+))+)")
_YEARS = re.compile(r"(?<!\d)(\d{1,2})\s+(?:\([a-z ]{3,20}\)\s*)?tahun (?:ke depan|mendatang)")
_CITED = re.compile(
    r"\bNomor\s+(\d{1,3})\s+Tahun\s+(20\d\d)\s+tentang\s+(.{0,80}?)(20\d\d)\s*[-–]\s*(20\d\d)"
)
_NEAR = 12
"""Lines below which a table is the one that a sentence announces."""
COLUMNS = ["subject", "kind", "printed", "table", "line", "source"]
"""Columns of a line of ``statements.csv``."""
STATED = ("count_stated", "years_stated", "cited_two_ways")
"""Doubts that propose such a line."""


def propose_statements(
    lines: Sequence[DocumentLine],
    tables: Sequence[ReadTable],
    vocabulary: Vocabulary,
    facts: DocumentFacts,
    notes: Notes,
) -> None:
    """Note every count and reference of the text that the tables do not bear out."""
    texts = [(line.number, plain(line.text)) for line in lines if not line.is_cells]
    stated = _Stated(tables, vocabulary, facts, notes)
    for number, text in texts:
        stated.counts(number, text)
        stated.years(number, text)
        stated.references(number, text)
        stated.citations(number, text)


@dataclass(frozen=True)
class _Stated:
    """What is known while the text is read: its tables, and what it has cited so far.

    ``cited`` is the period with which each regulation was cited first.
    """

    tables: Sequence[ReadTable]
    vocabulary: Vocabulary
    facts: DocumentFacts
    notes: Notes
    told: set[tuple[str, str]] = field(default_factory=set)
    cited: dict[str, str] = field(default_factory=dict)

    def counts(self, number: int, text: str) -> None:
        """Rows that a sentence counts, in the table that it names or announces."""
        for count in _COUNT.finditer(text):
            table = self._announced(number, text)
            if table is None or not self.vocabulary.says("counted", count["word"]):
                continue
            rows = _counted_cells(table, self.vocabulary.role(count["word"]))
            if rows and int(count["count"]) != rows:
                subject = " ".join(f"{count['word']} {count['more']}".split())
                line = self._line(f"jumlah {subject}", "rows", count["count"], table.table, number)
                told = {"count": count["count"], "subject": subject, "rows": rows}
                at = f"line:{number}"
                self.notes.doubt(
                    "count_stated", table.table, number, at, line, named=table.table, **told
                )

    def _announced(self, number: int, text: str) -> ReadTable | None:
        """The table that a sentence is about: the one that it names, else the next below it."""
        named = _TABLE.search(text)
        if named:
            return next((table for table in self.tables if table.table == named[1]), None)
        lines = ((table.printed.first_line - number, table) for table in self.tables)
        return next((table for below, table in lines if 0 < below <= _NEAR), None)

    def years(self, number: int, text: str) -> None:
        """Years of the road map that a sentence counts."""
        first, last = self.facts.period
        for count in _YEARS.findall(text):
            is_other = first is not None and last is not None and int(count) != last - first + 1
            if is_other and ("years", count) not in self.told:
                self.told.add(("years", count))
                line = self._line("jumlah tahun road map", "years", count, "", number)
                period = f"{first}-{last}"
                at = f"line:{number}"
                self.notes.doubt("years_stated", "", number, at, line, count=count, years=period)

    def references(self, number: int, text: str) -> None:
        """Tables that the text refers to, and that are not there: one may not have been read."""
        known = {table.table for table in self.tables}
        for named in _TABLE.findall(text):
            is_caption = text.casefold().startswith(("tabel", "daftar", "lanjutan"))
            if named not in known and not is_caption and ("table", named) not in self.told:
                self.told.add(("table", named))
                self.notes.doubt("table_not_there", "", number, f"line:{number}", named=named)

    def citations(self, number: int, text: str) -> None:
        """Regulations that are cited with two periods."""
        for regulation, year, title, first, last in _CITED.findall(text):
            subject = f"Nomor {regulation} Tahun {year} tentang {title.strip(' ,')}"
            period = f"{first}-{last}"
            before = self.cited.setdefault(subject.casefold(), period)
            if before != period and (subject.casefold(), period) not in self.told:
                self.told.add((subject.casefold(), period))
                line = self._line(subject, "reference", period, "", number)
                told = {"regulation": subject, "period": period, "other": before}
                self.notes.doubt("cited_two_ways", "", number, f"line:{number}", line, **told)

    def _line(self, subject: str, kind: str, printed: str, table: str, number: int) -> str:
        """A line of statements.csv."""
        values = (subject, kind, printed, table, str(number), self.facts.key)
        row = dict(zip(COLUMNS, values, strict=True))
        return csv_text(COLUMNS, [row]).splitlines()[1]


def _counted_cells(table: ReadTable, role: str) -> int:
    """How many of what a role names a table prints; 0 where no column has it.

    What no head is called by, such as *unsur*, is counted by the rows.
    """
    header = table.header
    places = [header.index(role)] if role else [header.index("label"), header.index("activity")]
    named = [at for at in places if at is not None]
    rows = [row for row in table.rows if row.mark not in ("group", "sentence", "unplaced")]
    cells = [row.cells[named[0]] for row in rows if row.cells[named[0]]] if named else []
    return len(cells) if role in ("", "label", "activity") else len(set(cells))
