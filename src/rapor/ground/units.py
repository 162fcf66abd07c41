"""Units as they are printed behind a number, brought to one spelling.

A unit is an open word: ``12 dokumen`` is read although nobody listed ``dokumen``. Only
abbreviations and their many spellings are listed here, as a matter of language.
"""

import re

_SPELLINGS = {
    "persen": "%",
    "prosen": "%",
    "thn": "tahun",
    "th": "tahun",
    "bln": "bulan",
    "x": "kali",
    "dok": "dokumen",
}
_ABBREVIATIONS = "ASN OPD PD PNS SKP SKPD SOP SP SPM TPHD UKPD UPG UPTD".split()
_BY_FORM = _SPELLINGS | {word.lower(): word for word in _ABBREVIATIONS}
_LISTED = frozenset(_BY_FORM) | frozenset(_SPELLINGS.values()) | {"kali", "orang", "unit"}

_MEASURED = frozenset(
    "% indeks nilai skor poin level rp juta miliar triliun km m ha jam menit ton kg".split()
)
"""First words of units of which there may be a fraction: whatever else stands there is counted."""

_IN_TITLE = re.compile(r"\((?P<said>(?:dalam|satuan)\b\s*:?\s*)?(?P<unit>[^()]+)\)")
_WORD = re.compile(r"%|[^\W\d_]+(?:[-.'][^\W\d_]+)*\.?")
_MOST_WORDS = 5


def known_unit(word: str) -> bool:
    """Whether a word is listed here, and so is a unit even without a blank before it."""
    return word.rstrip(".").lower() in _LISTED


def counted(unit: str) -> bool:
    """Whether a unit names things of which there are only whole ones: ``orang``, ``dokumen``."""
    first = unit.casefold().split()[:1]
    return bool(first) and first[0] not in _MEASURED


def normal_unit(printed: str) -> str | None:
    """One spelling of a printed unit, or None for what cannot be a unit.

    ``per thn`` is ``per tahun``, ``% per asn`` is ``% per ASN``, ``kali/tahun`` is
    ``kali per tahun``; words that are not listed are kept in lower case. A unit is at most
    five words; a word of one letter is none, for it is more often a digit misread.
    """
    words = printed.replace("/", " per ").replace("%", " % ").split()
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    normal = []
    for word in words:
        form = word.rstrip(".").lower()
        if not _WORD.fullmatch(word) or (len(form) < 2 and form not in ("%", "x")):
            return None
        normal.append(_BY_FORM.get(form, form))
    return " ".join(normal)


def unit_in_title(title: str) -> str:
    """The unit that a table's title gives all its figures: ``(dalam persen)``, ``(Rp juta)``.

    Empty where it gives none, or several.
    """
    units = [
        unit
        for bracket in _IN_TITLE.finditer(title)
        if (unit := normal_unit(bracket["unit"].strip()))
        and (bracket["said"] or known_unit(unit.split()[0]) or unit.split()[0] in _MEASURED)
    ]
    return units[0] if len(units) == 1 else ""
