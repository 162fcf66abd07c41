"""What hangs on each agency, and what of it was missed."""

from rapor.ground.tables import records
from rapor.ground.tables.evaluation import AgencyLoad
from rapor.report.charts import load as chart
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.write.content import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
    cell,
    words,
)


def load(dossier: Dossier) -> list[Block]:
    """The section of the action plan's chapter; nothing where no agency carries anything."""
    agencies = sorted(
        records(AgencyLoad, dossier.tables["agencies"]),
        key=lambda agency: (not agency.agency, -_carried(agency), agency.label),
    )
    if not agencies:
        return []
    return [
        Heading(dossier.text("Load of the agencies"), "plan-load"),
        Paragraph(words(_most_misses(dossier, agencies))),
        *chart.blocks(dossier),
        _table(dossier, agencies),
    ]


def _carried(agency: AgencyLoad) -> int:
    return agency.indicator_count + agency.activity_count


def _most_misses(edition: Edition, agencies: list[AgencyLoad]) -> str:
    language = edition.language
    shared = language.text("What several agencies share counts for each of them.")
    most = max(agency.not_achieved_count for agency in agencies)
    if not most:
        none = language.text("No agency has a missed target in {year}.", year=edition.year)
        return f"{shared} {none}"
    names = [agency.label for agency in agencies if agency.not_achieved_count == most]
    missed = language.plural(
        "Most misses, {count}, hang on {names}.",
        "Most misses, {count}, hang on {names}.",
        most,
        names=language.join(names),
    )
    return f"{shared} {missed}"


def _table(edition: Edition, agencies: list[AgencyLoad]) -> Table:
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
        rows=tuple(_row(edition, agency) for agency in agencies),
        source=words(text("Road map: targets and action plan")),
    )


def _row(edition: Edition, agency: AgencyLoad) -> Row:
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
