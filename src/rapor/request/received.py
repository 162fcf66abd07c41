"""Which form a received workbook is."""

from rapor.ground.errors import DataRejected, Problem
from rapor.ground.language import LANGUAGES
from rapor.ground.period import PERIODS
from rapor.request.form import VERSION, Identity
from rapor.request.pages import Page

_ANEW = "make the form anew with 'rapor request' and copy the answers into it"


def identity_of(pages: list[Page], shown: str) -> Identity:
    """The one form that the sheets belong to.

    Raises ``DataRejected`` when no sheet says so, when they are of several forms, or of
    another version, and for a year, period or language that no form has.
    """
    found = {page.identity.whole: page for page in pages if page.identity is not None}
    if not found:
        raise DataRejected(
            Problem(
                shown,
                "no sheet says which form it is",
                "a form written by 'rapor request'",
                "send the form itself; if its hidden cells were deleted, use a fresh one",
            )
        )
    if len(found) > 1:
        several = " and ".join(
            f"{city} {year} {period} ({page.title})"
            for (_, city, year, period, _), page in found.items()
        )
        raise DataRejected(
            Problem(shown, f"sheets of several forms: {several}", "one form a file", "split them")
        )
    identity = next(page.identity for page in found.values() if page.identity)
    problems = [
        Problem(f"{shown} {name}", f"{value[:40]!r}", expected, _ANEW)
        for name, value, expected, fits in (
            ("form version", identity.form, VERSION, identity.form == VERSION),
            ("year", identity.year, "a year", _is_year(identity.year)),
            ("period", identity.period, ", ".join(PERIODS), identity.period in PERIODS),
            ("language", identity.language, ", ".join(LANGUAGES), identity.language in LANGUAGES),
        )
        if not fits
    ]
    if problems:
        raise DataRejected(problems)
    return identity


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 4
