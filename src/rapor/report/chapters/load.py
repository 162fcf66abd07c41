"""What hangs on each agency, and what of it was missed."""

from rapor.report.charts import load as chart
from rapor.report.dossier import Dossier
from rapor.report.rows import records
from rapor.report.yearly_rows import Load
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
    language = dossier.language
    found = sorted(
        records(Load, dossier.tables["agencies"]),
        key=lambda one: (not one.agency, -_total(one), one.label),
    )
    if not found:
        return []
    return [
        Heading(language.text("Load of the agencies"), "plan-load"),
        Paragraph(words(_said(dossier, found))),
        *chart.blocks(dossier),
        _table(dossier, found),
    ]


def _total(one: Load) -> int:
    return one.indicator_count + one.activity_count


def _said(dossier: Dossier, found: list[Load]) -> str:
    language = dossier.language
    shared = language.text("What several agencies share counts for each of them.")
    most = max(one.not_achieved_count for one in found)
    if not most:
        none = language.text("No agency has a missed target in {year}.", year=dossier.year)
        return f"{shared} {none}"
    names = [one.label for one in found if one.not_achieved_count == most]
    missed = language.plural(
        "Most misses, {count}, hang on {names}.",
        "Most misses, {count}, hang on {names}.",
        most,
        names=language.join(names),
    )
    return f"{shared} {missed}"


def _name(dossier: Dossier, one: Load) -> str:
    return one.label if one.agency else dossier.language.text("Agency not named in the document")


def _count(number: int) -> Cell:
    return cell(str(number), value=float(number))


def _table(dossier: Dossier, found: list[Load]) -> Table:
    language = dossier.language
    titles = (
        language.text("Indicators"),
        language.text("Activities of the year"),
        language.text("Activities without year"),
        language.text("● achieved"),
        language.text("▲ not achieved"),
        language.text("○ no data yet"),
    )
    return Table(
        anchor="table-load",
        caption=language.text("Indicators and activities by agency, {year}", year=dossier.year),
        columns=(
            Column(language.text("Agency")),
            *(Column(title, "number") for title in titles),
        ),
        rows=tuple(
            Row(
                (
                    cell(_name(dossier, one)),
                    _count(one.indicator_count),
                    _count(one.activity_count),
                    _count(one.undated_count),
                    _count(one.achieved_count),
                    _count(one.not_achieved_count),
                    _count(one.no_data_count),
                )
            )
            for one in found
        ),
        source=words(language.text("Road map: targets and action plan")),
    )
