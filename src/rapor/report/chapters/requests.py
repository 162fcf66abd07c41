"""Chapter 9: the figures that are still asked for, by agency."""

from rapor.report.advice_on_lines import requested
from rapor.report.charts import completeness
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.length import FEW, in_appendix
from rapor.report.lines import LineView
from rapor.report.marked import with_marks
from rapor.write.content import (
    Block,
    Cell,
    Chapter,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Table,
    Text,
    cell,
    words,
)

CODE = "requests"
ALL_ANCHOR = f"{CODE}-all"
"""Where the appendix lists what is asked for."""


def chapter(dossier: Dossier) -> Chapter:
    """Data still requested."""
    title = dossier.text("Data still requested, by agency")
    by_agency = requested(dossier)
    if not by_agency:
        nothing = dossier.text(
            "Every indicator of the road map has a realisation of {year}; nothing is requested.",
            year=dossier.when,
        )
        return Chapter(CODE, title, (Paragraph(words(nothing)),))
    count = sum(len(lines) for _, lines in by_agency)
    asked = dossier.language.plural(
        "{count} indicator of the road map lacks a realisation of {year}. The agency named first"
        " in the document is asked for the value, the publisher and the date of publication.",
        "{count} indicators of the road map lack a realisation of {year}. The agency named first"
        " in the document is asked for the value, the publisher and the date of publication.",
        count,
        year=dossier.when,
    )
    if count <= FEW:
        return Chapter(CODE, title, (Paragraph(words(asked)), table(dossier)))
    leads = in_appendix(dossier, _all_title(dossier), ALL_ANCHOR)
    return Chapter(CODE, title, (Paragraph(words(asked, " ", leads)), _owed(dossier)))


def lists(dossier: Dossier) -> list[Block]:
    """Of the appendix: how complete the evidence is, and what is asked for where that is much."""
    blocks = completeness.blocks(dossier)
    if sum(len(lines) for _, lines in requested(dossier)) > FEW:
        blocks = [*blocks, table(dossier)]
    return [Heading(_all_title(dossier), ALL_ANCHOR), *blocks] if blocks else []


def _all_title(edition: Edition) -> str:
    return edition.text("Known and requested realisations")


def _owed(dossier: Dossier) -> ListBlock:
    """How many realisations each agency is asked for."""
    return ListBlock(tuple(words(_head(dossier, *asked)) for asked in requested(dossier)))


def _head(edition: Edition, agency: str, lines: list[LineView]) -> str:
    return edition.language.plural(
        "{name}: {count} indicator",
        "{name}: {count} indicators",
        len(lines),
        name=lines[0].agencies[0] if agency else edition.text("Agency not named in the document"),
    )


def table(edition: Dossier) -> Table:
    """What is asked for, a group of rows an agency."""
    text = edition.text
    rows: list[Row] = []
    for agency, lines in requested(edition):
        rows.append(Row((cell(_head(edition, agency, lines)),), group=True))
        rows += [_row(line) for line in lines]
    return Table(
        anchor="table-requests",
        caption=text("Realisations of {year} that are still requested", year=edition.when),
        columns=(
            Column(text("Indicator")),
            Column(text("Unit"), "short"),
            Column(text("Target {year}", year=edition.year), "number"),
            Column(text("End target {year}", year=edition.last_year), "number"),
            Column(text("Last known")),
            Column(text("Together with")),
        ),
        rows=tuple(rows),
        source=words(text("Road map: targets and responsible agencies")),
    ).without_empty_columns()


def _row(line: LineView) -> Row:
    return Row(
        (
            cell(line.name),
            cell(line.row.unit),
            line.target.cell,
            line.end_target.cell,
            Cell(_last_known(line)),
            cell("; ".join(line.agencies[1:])),
        ),
        depth=1,
    )


def _last_known(line: LineView) -> Text:
    """The latest realisation of an earlier year, with its source."""
    if not line.realisations:
        return ()
    last = line.realisations[max(line.realisations)]
    value = line.edition.course_figure(last)
    shown = with_marks(line.language, "{value} in {year}", value=value, year=last.of_year)
    return words(shown, " (", line.source("realised", last.ref), ")")
