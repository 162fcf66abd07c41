"""Which agencies answer for an indicator.

A table of targets often prints no agency; then the agencies are those that the same
city's action plan prints beside the same indicator, or else its supporting activities.
"""

from rapor.catalogue.agency_names import NamedAgency
from rapor.clean.desk import Desk

_KINDS = ("action_plan", "activities")


def agencies_by_indicator(desk: Desk) -> dict[str, list[NamedAgency]]:
    """The agencies printed beside each indicator, in the order of the document.

    Only rows that print both count. The first kind of table that names any decides, so
    that a plan's agencies are not mixed with those of a list of activities.
    """
    found: dict[str, list[NamedAgency]] = {}
    for kind in _KINDS:
        of_kind: dict[str, list[NamedAgency]] = {}
        for table in desk.of_kind(kind):
            for row in table.lines:
                label, printed = table.cell(row, "label"), table.cell(row, "agencies")
                indicator = desk.names.known_indicator(table.spec.table, label) if label else None
                if indicator and printed:
                    named = desk.names.known_agencies(printed)
                    of_kind.setdefault(indicator.code, []).extend(named)
        found = of_kind | found
    return found
