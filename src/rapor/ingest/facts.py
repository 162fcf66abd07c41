"""What a regulation says of itself: title, number, date, issuer."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from rapor.ingest.document import TAB, DocumentLine
from rapor.ingest.notes import Notes

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
        bare, cited = _CITED.sub(" ", self.title), self.title
        spans = _SPAN.findall(bare) or _SPAN.findall(cited)
        return list(dict.fromkeys((int(first), int(last)) for first, last in spans))

    @property
    def period(self) -> tuple[int | None, int | None]:
        """First and last year of the road map, by its title; of several spans the last."""
        if self.periods:
            return self.periods[-1]
        years = [int(year) for year in _YEAR.findall(_CITED.sub("", self.title))]
        return (min(years), max(years)) if years else (None, None)


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
    """Note it where a title names two periods: which is the road map's own may be another."""
    if len(facts.periods) > 1:
        spans = ", ".join(f"{first}-{last}" for first, last in facts.periods)
        taken = "{}-{}".format(*facts.period)
        notes.doubt("period_of_two", "", 1, "road_map", taken, periods=spans)
