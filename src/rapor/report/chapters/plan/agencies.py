"""Agencies in the plan: what hangs on each, what of it was missed, and what they report themselves.

Of an activity that no indicator measures, only the agency's own report tells.
"""

from rapor.ground.figures import short_source
from rapor.ground.ref import Ref
from rapor.ground.tables import records
from rapor.ground.tables.evaluation import ActivityLine, AgencyLoad
from rapor.ground.tables.tidy import ReportedActivity
from rapor.report.charts import load as chart
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.length import left_to_appendix
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import anchor, web_link
from rapor.write.content import (
    Block,
    Cell,
    Column,
    Heading,
    Row,
    Run,
    Table,
    cell,
    words,
)

NUMBERS_ANCHOR = "plan-load-numbers"
"""Where the appendix counts what hangs on each agency."""
Judged = dict[tuple[Ref, str], ActivityLine]
"""Activities by the place of their target and their title."""


def load(dossier: Dossier) -> list[Block]:
    """The section of the action plan's chapter; nothing where no agency carries anything."""
    agencies = _agencies(dossier)
    if not agencies:
        return []
    title = _numbers_title(dossier)
    drawn = chart.blocks(dossier) if _most(agencies) else ()
    return [
        Heading(dossier.text("Load of the agencies"), "plan-load"),
        left_to_appendix(dossier, _most_misses(dossier, agencies), title, NUMBERS_ANCHOR),
        *drawn,
    ]


def load_in_numbers(dossier: Dossier) -> list[Block]:
    """Of the appendix: what hangs on each agency, in a table; drawn where no target is missed.

    Then the chart tells of the road map alone and nothing of the year.
    """
    agencies = _agencies(dossier)
    if not agencies:
        return []
    heading = Heading(_numbers_title(dossier), NUMBERS_ANCHOR)
    drawn = () if _most(agencies) else chart.blocks(dossier)
    return [heading, *drawn, _load_table(dossier, agencies)]


def _agencies(edition: SourcedEdition) -> list[AgencyLoad]:
    """The agencies, the one that carries most first; what has no agency last."""
    return sorted(
        records(AgencyLoad, edition.tables["agencies"]),
        key=lambda agency: (not agency.agency, -_carried(agency), agency.label),
    )


def _numbers_title(edition: Edition) -> str:
    return edition.text("Indicators and activities of each agency")


def _carried(agency: AgencyLoad) -> int:
    return agency.indicator_count + agency.activity_count


def _most(agencies: list[AgencyLoad]) -> int:
    """The misses of the agency that has the most."""
    return max(agency.not_achieved_count for agency in agencies)


def _most_misses(edition: Edition, agencies: list[AgencyLoad]) -> str:
    language = edition.language
    shared = language.text("What several agencies share counts for each of them.")
    most = _most(agencies)
    if not most:
        none = language.text("No agency has a missed target in {year}.", year=edition.year)
        return f"{shared} {none}"
    of_most = [agency for agency in agencies if agency.not_achieved_count == most]
    names = [edition.in_sentence(agency.agency, agency.label) for agency in of_most]
    missed = language.plural(
        "Most misses, {count}, hang on {names}.",
        "Most misses, {count}, hang on {names}.",
        most,
        names=language.join(names),
    )
    return f"{shared} {missed}"


def _load_table(edition: Edition, agencies: list[AgencyLoad]) -> Table:
    text = edition.text
    titles = (
        text("Indicators"),
        text("Activities of the year"),
        text("Activities without year"),
        text("● achieved"),
        text("▲ not achieved"),
        text("○ no data yet"),
    )
    return Table(
        anchor="table-load",
        caption=text("Indicators and activities by agency, {year}", year=edition.year),
        columns=(
            Column(text("Agency")),
            *(Column(title, "number") for title in titles),
        ),
        rows=tuple(_load_row(edition, agency) for agency in agencies),
        source=words(text("Road map: targets and action plan")),
    )


def _load_row(edition: Edition, agency: AgencyLoad) -> Row:
    unnamed = edition.text("Agency not named in the document")
    return Row(
        (
            cell(agency.label if agency.agency else unnamed),
            _count(agency.indicator_count),
            _count(agency.activity_count),
            _count(agency.undated_count),
            _count(agency.achieved_count),
            _count(agency.not_achieved_count),
            _count(agency.no_data_count),
        )
    )


def _count(number: int) -> Cell:
    return cell(str(number), value=float(number))


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
        rows=tuple(_report_row(edition, report) for report in given),
        source=words(text("Answers of the agencies to the data request")),
    )
    return [table.without_empty_columns()]


def _report_row(edition: Edition, report: ReportedActivity) -> Row:
    address = report.address
    return Row(
        (
            cell(short_source(edition.language, report.ref, edition.city.rows)),
            cell(edition.cited(report.activity)),
            cell(report.printed),
            cell(report.publisher),
            cell(Run(address, link=web_link(address))) if address else Cell(()),
            cell(edition.quoted(report.note)),
        ),
        anchor=anchor("reported", report.table, report.row),
    )
