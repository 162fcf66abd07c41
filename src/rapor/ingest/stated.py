"""What a document states: of itself, as title, number, date and issuer; of its tables in its text.

The text around tables counts their rows, and refers to tables and regulations. Where that does not
agree with what was read, a line for ``statements.csv`` is proposed; the rules of evidence then hold
it against the tables. The sentences themselves are not carried.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rapor.catalogue.headers import Vocabulary
from rapor.ground.files import csv_text
from rapor.ingest.document import TAB, DocumentLine, plain
from rapor.ingest.notes import Notes
from rapor.ingest.table_reader import ReadTable

# A scan loses blanks (``WALI KOTATIRTAJAYA``, ``12TAHUN 2025``): none is asked for.
_REGULATION = re.compile(
    r"^(?P<act>PERATURAN|KEPUTUSAN)\s*(?:PENJABAT\s*|PJ\.?\s*)?"
    r"(?P<office>WALI\s?KOTA|BUPATI|GUBERNUR)\s*(?P<place>\S.*)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^NOMOR\s*:?\s*(?P<number>\d[\w./-]*?)(?:\s*TAHUN\s*(?P<year>\d{4}))?$", re.IGNORECASE
)
_GLUED = re.compile(
    r"(?<=[^\W\d_])(?=TAHUN\s*(?:ANGGARAN\s*)?20\d\d)|(?<=TAHUN)(?=20\d\d)", re.IGNORECASE
)
"""Where the title of a scan has lost the blanks around ``TAHUN`` and its year."""
_HEADS = re.compile(r"\s+(?=NOMOR\b\s*:?\s*\d|TENTANG\b)")
"""Where a line that holds all of a regulation's head is parted."""
_DATE = re.compile(r"^pada\s*tanggal\s*(\d{1,2})\s*([A-Za-z]+)\s*(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SPAN = re.compile(
    r"(?<!\d)(20\d\d)\s*(?:[-–—/]|s\.?\s*/?\s*d\.?|sampai(?: dengan)?)\s*(20\d\d)(?!\d)",
    re.IGNORECASE,
)
_MISREAD_YEAR = re.compile(r"(?<!\w)[2Zz][0OoQ][\dOoQIlZzSB]{2}(?!\w)")
_AS_DIGITS = str.maketrans("OoQIlZzSB", "000112258")
"""Letters that scans and typewriters put in the place of a year's digits."""
_LONGEST_PERIOD = 10
"""Years beyond which two years of a title are hardly those of one road map."""
_CITED = re.compile(
    r"\b(?:peraturan|keputusan)(?:(?!\bperaturan|\bkeputusan).)*?nomor\s*\S+?\s*tahun\s*\d{4}"
    r"(?:\s*tentang.*?20\d\d\s*[-–—]\s*20\d\d)?",
    re.IGNORECASE,
)
"""Another regulation in the title, with its own: the one that is amended, replaced or repealed."""
_TITLE_END = re.compile(
    r"^(DENGAN\s*RAHMAT|WALI\s?KOTA|BUPATI|GUBERNUR|Menimbang|Ditetapkan|pada\s*tanggal"
    r"|Tabel\b|BAB\b)",
    re.IGNORECASE,
)
_MONTHS = (
    "januari februari maret april mei juni juli agustus september oktober november desember"
).split()
_SHORT = {"walikota": "wal", "bupati": "bup", "gubernur": "gub"}
_ACTS = {"peraturan": "per", "keputusan": "kep"}
_NOT_KEY = re.compile(r"[^a-z0-9]+")
_LONGEST_KEY = 40
_HEAD = 200
_COVER, _MOST_TITLE_LINES = 12, 6
LICENCE = "Bebas hak cipta: peraturan perundang-undangan (UU 28/2014, Pasal 42)"
_COUNT = re.compile(
    r"(?<![\d.,/–-])(?P<count>\d{1,3})\s+(?:\([a-z ]{3,30}\)\s*)?"
    r"(?P<word>[A-Za-z]+)(?P<more>(?:\s+[A-Za-z]+)?)"
)
_TABLE = re.compile(r"\b[Tt]abel\s+((?:T-)?(?:[IVX]+|[A-Z]|\d+)(?:[.-](?:[A-Z]+|\d+))+)")
_YEARS = re.compile(r"(?<!\d)(\d{1,2})\s+(?:\([a-z ]{3,20}\)\s*)?tahun (?:ke depan|mendatang)")
_CITED_PERIOD = re.compile(
    r"\bNomor\s+(\d{1,3})\s+Tahun\s+(20\d\d)\s+tentang\s+(.{0,80}?)(20\d\d)\s*[-–]\s*(20\d\d)"
)
_NEAR = 12
"""Lines below which a table is the one that a sentence announces."""
COLUMNS = ["subject", "kind", "printed", "table", "line", "source"]
"""Columns of a line of ``statements.csv``."""
STATED = ("count_stated", "years_stated", "cited_two_ways")
"""Doubts that propose such a line."""


@dataclass(frozen=True)
class DocumentFacts:
    """Facts of a document as its entry in ``sources.yaml``; empty where not found."""

    key: str
    title: str
    number: str
    date: str
    issuer: str
    reference: str

    def named_by(self, file: Path) -> "DocumentFacts":
        """The facts; a document without a regulation's number goes by the name of its file."""
        return self if self.number else replace(self, key=key_of(file))

    @property
    def enacted(self) -> int | None:
        """The year of the document; None where it does not say."""
        years = _YEAR.findall(f"{self.date} {self.number}")
        return int(years[0]) if years else None

    @property
    def periods(self) -> list[tuple[int, int]]:
        """The spans of years of the title, each once: its own, else those of what it amends."""
        cited = _mended(self.title)
        spans = _SPAN.findall(_CITED.sub(" ", cited)) or _SPAN.findall(cited)
        ordered = (sorted((int(first), int(last))) for first, last in spans)
        return list(dict.fromkeys((first, last) for first, last in ordered))

    @property
    def misread_years(self) -> str:
        """The years of the title where they can hardly be meant as printed; else empty."""
        printed = _MISREAD_YEAR.findall(self.title)
        first, last = self.period
        is_odd = first is not None and last is not None and not 0 < last - first < _LONGEST_PERIOD
        years = _SPAN.findall(self.title)
        is_turned = any(before > after for before, after in years)
        is_doubtful = self.title != _mended(self.title) or is_turned or (is_odd and self.number)
        return ", ".join(printed) if is_doubtful and first is not None else ""

    @property
    def period(self) -> tuple[int | None, int | None]:
        """First and last year of the road map, by its title; of several spans the last."""
        if self.periods:
            return self.periods[-1]
        years = [int(year) for year in _YEAR.findall(_CITED.sub("", _mended(self.title)))]
        return (min(years), max(years)) if years else (None, None)


def _mended(title: str) -> str:
    """A title with digits in the place of letters that stand in its years: ``202O-2024``."""
    return _MISREAD_YEAR.sub(lambda year: year[0].translate(_AS_DIGITS), title)


def key_of(file: Path) -> str:
    """The key of a document in ``sources.yaml`` by its file's name."""
    return _NOT_KEY.sub("-", file.stem.casefold())[:_LONGEST_KEY].strip("-") or "document"


def read_facts(lines: list[DocumentLine]) -> DocumentFacts:
    """Read the head of a regulation; what is not there stays empty."""
    head = (line for line in lines[:_HEAD] if not line.is_cells)
    texts = [text for line in head for text in _parted(line.text)]
    act, issuer, number, year, title = "", "", "", "", ""
    for at, text in enumerate(texts):
        regulation, numbered = _REGULATION.match(text), _NUMBER.match(text)
        if regulation and not issuer:
            act, issuer = regulation["act"].capitalize(), _issuer(regulation)
        if numbered and not number:
            number, year = numbered["number"], numbered["year"] or ""
            title = _title(texts[at + 1 :])
    if not issuer and not number:
        title = _cover_title(texts)
    short = next((code for word, code in _SHORT.items() if word in _glued(issuer)), "")
    told = f"{number} Tahun {year}" if year else number
    key = "-".join(re.findall(r"[a-z0-9]+", f"{number}-{year}".casefold()))
    return DocumentFacts(
        key=f"{_ACTS[act.casefold()]}{short}-{key}" if short and number else "document",
        title=title,
        number=told,
        date=_date(texts),
        issuer=issuer,
        reference=f"{act} {issuer} Nomor {told}" if number else "",
    )


def _parted(line: str) -> list[str]:
    """The texts of a line: a head that stands on one line is parted before number and title."""
    text = " ".join(line.split()) if TAB not in line else line.strip()
    is_head = _REGULATION.match(text) or _NUMBER.match(text.partition(" TENTANG")[0])
    parts = _HEADS.split(text) if is_head else [text]
    return [part.strip() for part in parts if part.strip()]


def _cover_title(texts: list[str]) -> str:
    """The title of a cover without a regulation's head: its lines in capitals, to one of a year."""
    title: list[str] = []
    for text in texts[:_COVER]:
        if TAB in text or not text.isupper() or len(title) == _MOST_TITLE_LINES:
            break
        title.append(text)
        if _YEAR.search(text):
            return _capitalised(" ".join(title))
    return ""


def _issuer(regulation: re.Match[str]) -> str:
    return _capitalised(f"{regulation['office']} {regulation['place']}")


def _glued(text: str) -> str:
    return text.casefold().replace(" ", "")


def _title(texts: list[str]) -> str:
    """The lines between TENTANG and the next formula."""
    word, _, rest = texts[0].partition(" ") if texts else ("", "", "")
    if word.upper() != "TENTANG":
        return ""
    parts = [rest] if rest else []
    for text in texts[1:]:
        if _TITLE_END.match(text) or len(parts) == 6:
            break
        parts.append(text.replace("*", ""))
    return _capitalised(_GLUED.sub(" ", " ".join(parts)))


def _capitalised(text: str) -> str:
    return " ".join(word.capitalize() if word.isalpha() else word for word in text.split())


def _date(texts: list[str]) -> str:
    for text in texts:
        date = _DATE.match(text)
        if date and date[2].casefold() in _MONTHS:
            month = _MONTHS.index(date[2].casefold()) + 1
            return f"{date[3]}-{month:02d}-{int(date[1]):02d}"
    return ""


def doubt_period(facts: DocumentFacts, notes: Notes) -> None:
    """Note it where a title names two periods, or years that can hardly be meant as printed."""
    taken = "{}-{}".format(*facts.period)
    if len(facts.periods) > 1:
        spans = ", ".join(f"{first}-{last}" for first, last in facts.periods)
        notes.doubt("period_of_two", "", 1, "road_map", taken, periods=spans)
    elif printed := facts.misread_years:
        notes.doubt("period_uncertain", "", 1, "road_map", taken, printed=printed, period=taken)


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
        for regulation, year, title, first, last in _CITED_PERIOD.findall(text):
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
