"""The columns of an agency's sheet."""

from dataclasses import dataclass

from rapor.ground.language import Language

KEY = "key"
"""Code and head of the hidden column that names each row."""

FILLED = ("agency", "realised", "date", "evidence", "remark")
"""Codes of the columns that are filled; ``agency`` stands only where the sheet does not say
who reports."""

HELD = ("name", "unit", "scale", "target")
"""Codes of the columns whose cells must come back as they were asked."""

LENGTHS = {"agency": 120, "realised": 100, "evidence": 500, "remark": 500}
"""Longest texts that the cells of a column take."""


@dataclass(frozen=True)
class Head:
    """A column: code, head in the form's language, and width in characters."""

    code: str
    head: str
    width: float


def heads(language: Language, year: int, *, reporter: bool) -> list[Head]:
    """Columns in the order of the sheet; ``reporter`` adds the one that says who reports."""
    columns = [
        Head(KEY, KEY, 8),
        Head("number", language.text("No."), 4.5),
        Head("name", language.text("Indicator or activity"), 30),
        Head("about", language.text("Explanation"), 21),
        Head("unit", language.text("Unit"), 8),
        Head("scale", language.text("Scale or choice"), 12),
        Head("target", language.text("Target {year}", year=year), 12),
        Head("place", language.text("Printed at"), 10.5),
        Head("baseline", language.text("Baseline"), 9),
        Head("known", language.text("Last known"), 15),
        Head("agency", language.text("Reporting agency"), 20),
        Head("realised", language.text("Realisation {year}", year=year), 12),
        Head("date", language.text("Date of the value"), 11),
        Head("evidence", language.text("Evidence (document or address)"), 22),
        Head("remark", language.text("Remark"), 17),
    ]
    return [column for column in columns if reporter or column.code != "agency"]
