"""What agencies report themselves of activities that no indicator measures."""

from rapor.ground.figures import short_source
from rapor.ground.language import Language
from rapor.ground.ref import Ref
from rapor.ground.tables import records
from rapor.ground.tables.evaluation import ActivityLine
from rapor.ground.tables.tidy import ReportedActivity
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import anchor, web_link
from rapor.write.content import Cell, Column, Row, Run, Table, cell, words

Judged = dict[tuple[Ref, str], ActivityLine]
"""Activities by the place of their target and their title."""


def judged(edition: SourcedEdition) -> Judged:
    """The activities of the year that an agency has reported on."""
    return {
        (line.target_ref, line.activity): line
        for line in records(ActivityLine, edition.tables["plan"])
        if line.realised_ref and not line.indicator
    }


def reports(edition: SourcedEdition, told: Judged) -> list[Table]:
    """The reports of the year as they were given; no table where there is none."""
    text, refs = edition.text, {line.realised_ref for line in told.values()}
    given = [
        report
        for report in records(ReportedActivity, edition.tables["activity_realisations"])
        if report.ref in refs
    ]
    if not given:
        return []
    table = Table(
        anchor="table-plan-reports",
        caption=text("Activities as reported by the agencies, {year}", year=edition.when),
        columns=(
            Column(text("Source"), "source"),
            Column(text("Activity")),
            Column(text("As reported"), "printed"),
            Column(text("Agency")),
            Column(text("Evidence")),
            Column(text("Remark")),
        ),
        rows=tuple(_row(edition.language, report) for report in given),
        source=words(text("Answers of the agencies to the data request")),
    )
    return [table.without_empty_columns()]


def _row(language: Language, report: ReportedActivity) -> Row:
    address = report.address
    return Row(
        (
            cell(short_source(language, report.ref)),
            cell(report.activity),
            cell(report.printed),
            cell(report.publisher),
            cell(Run(address, link=web_link(address))) if address else Cell(()),
            cell(report.note),
        ),
        anchor=anchor("reported", report.table, report.row),
    )
