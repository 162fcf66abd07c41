"""Reports of an agency's own units, in the rows at the end of its sheet."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rapor.catalogue.names import fold
from rapor.catalogue.reporting_round import UNIT_LEVEL
from rapor.ground.received.book import FilledCell
from rapor.ground.text import guarded, misleads
from rapor.request.form import AgencySheet, Asked, Form
from rapor.request.layout import REPORTED
from rapor.request.received_sheets import FilledRow
from rapor.request.reported import Office, Reported, office_of, reported_in
from rapor.request.values import Refused, check_plain, is_empty, shown, text_of


def unit_report(
    row: FilledRow,
    asked: Asked,
    sheet: AgencySheet,
    form: Form,
    attempt: Callable[..., Any],
    note: Callable[[str], None],
) -> list[Reported]:
    """The lines of a unit's row; a row may stand several times, once for each unit.

    ``attempt`` notes what is refused of a cell, and gives None then; ``note`` is told of a unit
    that reports nothing.
    """
    name, about = row.cells.get("unit_name"), row.cells.get("subject")
    agency = office_of(sheet.name, asked, form)
    unit = attempt(name, lambda: _unit_of(name, agency), row.where)
    subject = attempt(about, lambda: _subject_of(about, asked, sheet))
    if not (unit and subject):
        return []
    if all(is_empty(row.cells.get(code)) for code in REPORTED):
        note(f"{row.where}: {unit.unit} reports nothing; not kept")
        return []
    return list(reported_in(row, subject, sheet, form, unit, attempt))


def _unit_of(name: FilledCell | None, agency: Office) -> Office:
    """The unit of an agency that a row is reported by; raises ``Refused`` for what is no name."""
    unit = text_of(name, "unit_name")
    if not unit:
        raise Refused("a report of a unit without its name", "the name of the unit")
    if name and (misleads(str(name.value)) or guarded(unit) != unit):
        raise Refused(repr(str(name.value)[:60]), "a name, without formula or hidden signs")
    return replace(agency, level=UNIT_LEVEL, unit=unit)


def _subject_of(cell: FilledCell | None, asked: Asked, sheet: AgencySheet) -> Asked:
    """What a unit reports on: a row of its agency's sheet; all its work where it names none.

    Raises ``Refused`` for anything else.
    """
    if cell is None or is_empty(cell):
        return asked
    check_plain(cell)
    subjects = {fold(name): row for name, row in sheet.subjects.items()}
    if fold(cell.text) not in subjects:
        expected = "an indicator or activity of this sheet"
        raise Refused(shown(cell), expected, "choose it from the list")
    return subjects[fold(cell.text)]
