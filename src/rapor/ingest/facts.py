"""What a regulation says of itself: title, number, date, issuer."""

import re
from dataclasses import dataclass

from rapor.ingest.document import DocumentLine

_REGULATION = re.compile(
    r"^PERATURAN\s+(?P<issuer>(?:WALI\s?KOTA|BUPATI|GUBERNUR)\s+.+)$", re.IGNORECASE
)
_NUMBER = re.compile(r"^NOMOR\s*:?\s*(?P<number>\d+)\s+TAHUN\s+(?P<year>\d{4})$", re.IGNORECASE)
_DATE = re.compile(r"^pada tanggal\s+(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_SPAN = re.compile(
    r"\b(20\d\d)\s*(?:[-–—/]|s\.?\s*/?\s*d\.?|sampai(?: dengan)?)\s*(20\d\d)\b", re.IGNORECASE
)
_CITED = re.compile(r"\bNomor\s+\d+\s+Tahun\s+\d{4}", re.IGNORECASE)
"""Another regulation in the title: the one that is amended."""
_TITLE_END = re.compile(r"^(DENGAN RAHMAT|WALI\s?KOTA|BUPATI|GUBERNUR|Menimbang)", re.IGNORECASE)
_MONTHS = (
    "januari februari maret april mei juni juli agustus september oktober november desember"
).split()
_SHORT = {"walikota": "perwal", "bupati": "perbup", "gubernur": "pergub"}
_HEAD = 200
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

    @property
    def enacted(self) -> int | None:
        """The year of the document; None where it does not say."""
        years = _YEAR.findall(f"{self.date} {self.number}")
        return int(years[0]) if years else None

    @property
    def period(self) -> tuple[int | None, int | None]:
        """First and last year of the road map, by its title: its own, not an amended one's."""
        span = _SPAN.search(self.title)
        if span:
            return int(span[1]), int(span[2])
        years = [int(year) for year in _YEAR.findall(_CITED.sub("", self.title))]
        return (min(years), max(years)) if years else (None, None)


def read_facts(lines: list[DocumentLine]) -> DocumentFacts:
    """Read the head of a regulation; what is not there stays empty."""
    texts = [line.text.strip() for line in lines[:_HEAD] if line.text.strip()]
    issuer, number, year, title = "", "", "", ""
    for at, text in enumerate(texts):
        regulation, numbered = _REGULATION.match(text), _NUMBER.match(text)
        if regulation and not issuer:
            issuer = _capitalised(regulation["issuer"])
        if numbered and not number:
            number, year = numbered["number"], numbered["year"]
            title = _title(texts[at + 1 :])
    short = next((code for word, code in _SHORT.items() if word in _glued(issuer)), "")
    return DocumentFacts(
        key=f"{short}-{number}-{year}" if short and number else "document",
        title=title,
        number=f"{number} Tahun {year}" if number else "",
        date=_date(texts),
        issuer=issuer,
        reference=f"Peraturan {issuer} Nomor {number} Tahun {year}" if number else "",
    )


def _glued(text: str) -> str:
    return text.casefold().replace(" ", "")


def _title(texts: list[str]) -> str:
    """The lines between TENTANG and the next formula."""
    if not texts or texts[0].upper() != "TENTANG":
        return ""
    parts: list[str] = []
    for text in texts[1:]:
        if _TITLE_END.match(text) or len(parts) == 6:
            break
        parts.append(text.replace("*", ""))
    return _capitalised(" ".join(parts))


def _capitalised(text: str) -> str:
    return " ".join(word.capitalize() if word.isalpha() else word for word in text.split())


def _date(texts: list[str]) -> str:
    for text in texts:
        date = _DATE.match(text)
        if date and date[2].casefold() in _MONTHS:
            month = _MONTHS.index(date[2].casefold()) + 1
            return f"{date[3]}-{month:02d}-{int(date[1]):02d}"
    return ""
