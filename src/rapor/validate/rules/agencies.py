"""Who is responsible: agencies named for some years, by another name, or twice for one task."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas as pd

from rapor.catalogue.names import fold
from rapor.catalogue.raw import RawRow, RawTable
from rapor.catalogue.registers import NamedAgency, Register, named_agencies
from rapor.validate.evidence import Evidence, Row, records, reference
from rapor.validate.rule import Rule, about, view_of


@dataclass(frozen=True)
class _Cell:
    """A printed cell that names agencies."""

    table: RawTable
    row: RawRow
    named: tuple[NamedAgency, ...]

    def place(self, printed: str, label: str) -> Row:
        """The cell as a finding shows it."""
        spec = self.table.spec
        return {
            "source": spec.source,
            "table": spec.table,
            "row": self.row.number,
            "column": spec.column("agencies"),
            "printed": printed,
            "year": None,
            "label": label,
        }

    @property
    def names(self) -> str:
        """What the cell prints, without the words between the names."""
        return ", ".join(map(str, self.named))

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(one.code for one in self.named)


def _register(evidence: Evidence) -> Register:
    return evidence.catalogue.agencies.get(evidence.city.slug, Register({}))


def _cells(evidence: Evidence) -> Iterator[_Cell]:
    register = _register(evidence)
    for table in evidence.raw.values():
        for row in table.lines:
            named, _ = named_agencies(register, table.cell(row, "agencies"))
            if named:
                yield _Cell(table, row, tuple(named))


def _one(evidence: Evidence, printed: list[Row], expected: str, **checked: Any) -> dict[str, Any]:
    """One row of a view for all cells that have one cause; the first one stands in front."""
    first, *others = printed
    return about(evidence, first, expected=expected, **checked) | {
        "compared_ref": ";".join(reference(one) for one in others),
        "compared_printed": "; ".join(one["printed"] for one in others),
    }


def by_year(evidence: Evidence) -> pd.DataFrame:
    """One row a cell of agencies: how many ``names`` in it hold for some years only.

    Cells that name the same agencies by year are one row.
    """
    dated: dict[tuple[str, ...], list[Row]] = {}
    rows, names = [], _register(evidence).names
    for cell in _cells(evidence):
        limited = [one for one in cell.named if one.years]
        if not limited:
            rows.append(about(evidence, cell.place(cell.names, cell.names), names=0))
            continue
        codes = tuple(one.code for one in limited)
        label = ", ".join(names[code] for code in codes)
        place = cell.place(", ".join(map(str, limited)), label)
        dated.setdefault(codes, []).append(place)
    rows += [_one(evidence, places, "", names=len(codes)) for codes, places in dated.items()]
    return view_of(rows, "names")


def spellings(evidence: Evidence) -> pd.DataFrame:
    """One row an agency and spelling of it: as printed, and as the register means it."""
    register = _register(evidence)
    found: dict[tuple[str, str], list[Row]] = {}
    for cell in _cells(evidence):
        for one in cell.named:
            place = cell.place(one.printed, register.names[one.code])
            found.setdefault((one.code, fold(one.printed)), []).append(place)
    rows = []
    for (_, spelling), places in found.items():
        meant = register.meant.get(spelling, str(places[0]["printed"]))
        rows.append(_one(evidence, places, meant, reading=spelling, other=fold(meant)))
    return view_of(rows, "reading", "other")


def assigned(evidence: Evidence) -> pd.DataFrame:
    """One row an activity in two tables: how many agencies (``shared``) both name.

    Activities that two tables assign to the same two sets of agencies are one row.
    """
    by_activity = _by_activity(evidence)
    apart: dict[tuple[Any, ...], list[Row]] = {}
    rows = []
    for cells in by_activity.values():
        for (one, label), (other, _) in combinations(cells, 2):
            if one.table is other.table:
                continue
            shared = len(one.codes & other.codes)
            places = [one.place(one.names, label), other.place(other.names, label)]
            if shared:
                rows.append(_one(evidence, places, other.names, shared=shared))
                continue
            ends = (one.table.spec.table, one.codes, other.table.spec.table, other.codes)
            apart.setdefault(ends, places[:1]).append(places[1])
    rows += [_one(evidence, places, places[1]["printed"], shared=0) for places in apart.values()]
    return view_of(rows, "shared")


def _by_activity(evidence: Evidence) -> dict[tuple[str, str], list[tuple[_Cell, str]]]:
    """Cells of agencies by area and activity of their row, with the activity as printed.

    Two areas may head different tasks with one title, so they are not the same activity.
    """
    activities = {
        (row["table"], row["row"]): (row["area"], row["activity"])
        for row in records(evidence.tables["action_plan"])
    }
    found: dict[tuple[str, str], list[tuple[_Cell, str]]] = {}
    for cell in _cells(evidence):
        area, activity = activities.get((cell.table.spec.table, cell.row.number), ("", ""))
        if activity:
            found.setdefault((area, fold(activity)), []).append((cell, activity))
    return found


_SILENT = "no table of the city names agencies"

BY_YEAR = Rule(
    code="agency_by_year",
    severity="note",
    description="Perangkat daerah penanggung jawab tercetak dengan satu nama untuk semua tahun.",
    reason=(
        "Years behind a name say that a task passes from one agency to the next, or that an"
        " agency is renamed. Each year is evaluated with the agency named for it, so nobody has"
        " to decide; but who asks for a figure must know whom. Cells that name the same agencies"
        " by year have one cause and are one finding."
    ),
    view=by_year,
    expectation="ExpectOneAgencyForAllYears",
    message="{place} names the responsible agency by year: {printed}.",
    several=(
        "{place} names the responsible agency by year: {printed}; the same holds for"
        " {compared_place}."
    ),
    silent_when=_SILENT,
)

OTHER_NAME = Rule(
    code="agency_name_differs",
    severity="note",
    description="Sebuah perangkat daerah tercetak dengan nama yang sama di seluruh naskah.",
    reason=(
        "The register of agencies says which spellings people took for a mistake, and what is"
        " meant; ways of shortening a name are no mistake. The agency is known all the same, so"
        " it is only noted, once for each spelling."
    ),
    view=spellings,
    expectation="ExpectNameOfTheRegister",
    message="{place} prints the agency {printed}, which elsewhere is {expected}.",
    several=(
        "{place} prints the agency {printed}, which elsewhere is {expected}; the same holds for"
        " {compared_place}."
    ),
    silent_when=_SILENT,
)

ASSIGNED_TWICE = Rule(
    code="agency_twice",
    severity="warning",
    description="Kegiatan yang sama diampu perangkat daerah yang sama di setiap tabel.",
    reason=(
        "Two tables that name no agency in common for one activity leave open who answers for"
        " it; one that names more agencies than the other does not. The evaluation takes the"
        " agency of the evaluated table. All activities that stand between the same two have"
        " one cause and are one finding."
    ),
    view=assigned,
    expectation="ExpectAnAgencyInCommon",
    message="{place} assigns {label} to {printed}, but {compared_place} to {expected}.",
    several=(
        "{place} assigns {label} to {printed}, and other activities likewise; {compared_place}"
        " assign the same activities to {expected}."
    ),
    silent_when="no activity stands in two tables that name agencies",
    compares=1,
)
