"""What agencies report themselves: values of indicators, and of activities without one."""

from rapor.ground.figures import planned, short_source
from rapor.report.dossier import Dossier
from rapor.report.rows import ActivityLine, ActivityReport, Line, records
from rapor.report.sources import anchor, source
from rapor.write.content import Cell, Column, Row, Run, Table, cell, words
from rapor.write.numbers import behind

Judged = dict[tuple[str, str], ActivityLine]
"""Activities by the place of their target and their title."""


def by_agencies(dossier: Dossier) -> list[Line]:
    """Lines of the road map whose realisation is the agency's own."""
    own = {one.ref for one in dossier.realisations if one.publication == "agency"}
    return [line for line in dossier.realised if line.realised_ref in own]


def by_agencies_said(dossier: Dossier) -> str:
    """How many realisations are the agencies' own; empty when none is."""
    if not (found := by_agencies(dossier)):
        return ""
    return dossier.language.plural(
        "{count} realisation is reported by the agency itself.",
        "{count} realisations are reported by the agencies themselves.",
        len(found),
    )


def without_publication(dossier: Dossier) -> str:
    """That no official publication is known of what the agencies report."""
    return dossier.language.plural(
        "{count} realisation of {year} is reported by the agency itself; no official"
        " publication of it was found.",
        "{count} realisations of {year} are reported by the agencies themselves; no"
        " official publications of them were found.",
        len(by_agencies(dossier)),
        year=dossier.when,
    )


def judged(dossier: Dossier) -> Judged:
    """The activities of the year that an agency has reported on."""
    lines = records(ActivityLine, dossier.tables["plan"])
    return {
        (one.target_ref, one.activity): one
        for one in lines
        if one.realised_ref and not one.indicator
    }


def realisation(dossier: Dossier, line: ActivityLine) -> Cell:
    """What was reported, as it was written."""
    shown = planned(dossier.language, line.realised, line.realised_text, line.realised_printed)
    return cell(shown, value=behind(shown, line.realised))


def place_of(dossier: Dossier, line: ActivityLine) -> Run:
    """The place of a report in the list of reports, as a link."""
    return source(dossier.language, "reported", line.realised_ref)


def reports(dossier: Dossier) -> Table | None:
    """The reports of the year as they were given; None where there is none."""
    language = dossier.language
    refs = {line.realised_ref for line in judged(dossier).values()}
    found = [
        one
        for one in records(ActivityReport, dossier.tables["activity_realisations"])
        if one.ref in refs
    ]
    if not found:
        return None
    return Table(
        anchor="table-plan-reports",
        caption=language.text("Activities as reported by the agencies, {year}", year=dossier.when),
        columns=(
            Column(language.text("Source"), "source"),
            Column(language.text("Activity")),
            Column(language.text("As reported"), "printed"),
            Column(language.text("Agency")),
            Column(language.text("Evidence")),
            Column(language.text("Remark")),
        ),
        rows=tuple(_row(dossier, one) for one in found),
        source=words(language.text("Answers of the agencies to the data request")),
    ).without_empty_columns()


def _row(dossier: Dossier, one: ActivityReport) -> Row:
    link = one.address if one.address.startswith(("https://", "http://")) else ""
    return Row(
        (
            cell(short_source(dossier.language, one.ref)),
            cell(one.activity),
            cell(one.printed),
            cell(one.publisher),
            cell(Run(one.address, link=link)) if one.address else Cell(()),
            cell(one.note),
        ),
        anchor=anchor("reported", one.table, one.row),
    )
