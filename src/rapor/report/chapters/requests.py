"""Chapter 9: the figures that are still asked for, by agency."""

from rapor.ground.figures import planned
from rapor.report.actions import requested
from rapor.report.charts import completeness
from rapor.report.dossier import Dossier
from rapor.report.rows import Line
from rapor.report.series import realisations_of
from rapor.report.sources import source
from rapor.report.statements import end_target, target
from rapor.write.content import (
    Block,
    Cell,
    Chapter,
    Column,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    cell,
    words,
)

CODE = "requests"


def chapter(dossier: Dossier) -> Chapter:
    """Data still requested."""
    language = dossier.language
    title = language.text("Data still requested, by agency")
    groups = requested(dossier)
    if not groups:
        said = language.text(
            "Every indicator of the road map has a realisation of {year}; nothing is requested.",
            year=dossier.when,
        )
        return Chapter(CODE, title, (Paragraph(words(said)),))
    count = sum(len(lines) for _, lines in groups)
    said = language.plural(
        "{count} indicator of the road map lacks a realisation of {year}. The agency named first"
        " in the document is asked for the value, the publisher and the date of publication.",
        "{count} indicators of the road map lack a realisation of {year}. The agency named first"
        " in the document is asked for the value, the publisher and the date of publication.",
        count,
        year=dossier.when,
    )
    blocks: list[Block] = [
        Paragraph(words(said)),
        *completeness.blocks(dossier),
        _table(dossier, groups),
    ]
    return Chapter(CODE, title, tuple(blocks))


def _table(dossier: Dossier, groups: list[tuple[str, list[Line]]]) -> Table:
    language = dossier.language
    rows: list[Row] = []
    for agency, lines in groups:
        name = dossier.agencies(lines[0])[0] if agency else _unnamed(dossier)
        head = language.plural(
            "{name}: {count} indicator", "{name}: {count} indicators", len(lines), name=name
        )
        rows.append(Row((cell(head),), group=True))
        rows += [_row(dossier, line) for line in lines]
    return Table(
        anchor="table-requests",
        caption=language.text("Realisations of {year} that are still requested", year=dossier.when),
        columns=(
            Column(language.text("Indicator")),
            Column(language.text("Unit"), "short"),
            Column(language.text("Target {year}", year=dossier.year), "number"),
            Column(language.text("End target {year}", year=dossier.city.last_year), "number"),
            Column(language.text("Last known")),
            Column(language.text("Together with")),
        ),
        rows=tuple(rows),
        source=words(language.text("Road map: targets and responsible agencies")),
    ).without_empty_columns()


def _unnamed(dossier: Dossier) -> str:
    return dossier.language.text("Agency not named in the document")


def _row(dossier: Dossier, line: Line) -> Row:
    return Row(
        (
            cell(dossier.name(line)),
            cell(line.unit),
            cell(target(dossier, line), value=line.target),
            cell(end_target(dossier, line), value=line.end_target),
            Cell(_last_known(dossier, line)),
            cell("; ".join(dossier.agencies(line)[1:])),
        ),
        depth=1,
    )


def _last_known(dossier: Dossier, line: Line) -> Text:
    known = realisations_of(dossier, line.indicator)
    if not known:
        return ()
    found = known[max(known)]
    value = planned(dossier.language, found.value, found.text, found.printed)
    shown = dossier.language.text("{value} in {year}", value=value, year=found.year)
    link = source(dossier.language, "realised", found.ref)
    return words(shown, " (", Run(link.text, "source", link=link.link, hint=link.hint), ")")
