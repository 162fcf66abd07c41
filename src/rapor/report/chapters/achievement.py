"""Chapter 3: every indicator by area, in the order of the regulation."""

from rapor.ground.figures import percent
from rapor.report.charts import against_targets, over_the_years
from rapor.report.dossier import Dossier
from rapor.report.rows import Line
from rapor.report.sources import listed, marks, source
from rapor.report.statements import baseline, end_target, realised, statement, target
from rapor.report.status import STATUSES, status_cell, word
from rapor.write.content import (
    Block,
    Cell,
    Chapter,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    cell,
    words,
)

CODE = "achievement"
LINE = "line-"
"""Starts the anchor of each indicator's row."""
UNPLANNED_ANCHOR = f"{CODE}-unplanned"
"""Where the values stand for which the road map has no target."""


def chapter(dossier: Dossier) -> Chapter:
    """Targets and indicators of the year."""
    language = dossier.language
    blocks = _unset(dossier)
    if dossier.realised:
        blocks += against_targets.blocks(dossier)
    for area in dict.fromkeys(line.area for line in dossier.planned):
        lines = [line for line in dossier.planned if line.area == area]
        name = dossier.area(area) or language.text("Without area")
        blocks += [Heading(name, f"area-{area or 'none'}"), *_area(dossier, name, area, lines)]
    if dossier.unplanned:
        blocks += _unplanned(dossier)
    blocks += [
        Heading(language.text("Targets and realisations over the years"), f"{CODE}-years"),
        *over_the_years.blocks(dossier),
    ]
    return Chapter(CODE, language.text("Goals, targets and indicators"), tuple(blocks))


def _unset(dossier: Dossier) -> list[Block]:
    """Why all tables of a year lack the same columns, said once."""
    language, said = dossier.language, []
    if not any(line.has_target for line in dossier.planned):
        said.append(
            language.text(
                "The documents print no target for {year}. The columns for target and achievement"
                " are therefore left out, and realisations stand beside the end target.",
                year=dossier.year,
            )
        )
    if not dossier.realised:
        said.append(
            language.text(
                "No indicator of the road map has a realisation of {year} yet; the columns for"
                " realisation and achievement, and the chart of them, are therefore left out.",
                year=dossier.when,
            )
        )
    return [Paragraph(words(one)) for one in said]


def _area(dossier: Dossier, name: str, area: str, lines: list[Line]) -> list[Block]:
    language = dossier.language
    with_data = [line for line in lines if line.has_data]
    said: list[Block] = []
    if with_data:
        said.append(ListBlock(tuple(statement(dossier, line) for line in with_data)))
    elif dossier.realised:
        said.append(Paragraph(words(_without_data(dossier))))
    caption = language.text(
        "{area}: targets and realisations of {year}", area=name, year=dossier.when
    )
    return [*said, _table(dossier, f"table-area-{area or 'none'}", caption, lines)]


def _without_data(dossier: Dossier) -> str:
    return dossier.language.text(
        "This area has no realisation of {year} yet; the columns for realisation and achievement"
        " are therefore left out.",
        year=dossier.when,
    )


def _unplanned(dossier: Dossier) -> list[Block]:
    language = dossier.language
    return [
        Heading(language.text("Published without a target in the road map"), UNPLANNED_ANCHOR),
        Paragraph(
            words(
                language.text(
                    "These values are published for {year}, but the road map sets no target for"
                    " them. They are shown for information, counted nowhere, and never taken for"
                    " the realisation of another indicator.",
                    year=dossier.when,
                )
            )
        ),
        ListBlock(tuple(statement(dossier, line) for line in dossier.unplanned)),
    ]


Shown = tuple[Column, list[Cell]]


def _table(dossier: Dossier, anchor: str, caption: str, lines: list[Line]) -> Table:
    """The lines of an area; a column that would be empty is left out."""
    columns = _columns(dossier, lines)
    rows = zip(*(cells for _, cells in columns), strict=True)
    return Table(
        anchor=anchor,
        caption=caption,
        columns=tuple(column for column, _ in columns),
        rows=tuple(
            Row(cells, anchor=f"{LINE}{line.indicator}")
            for line, cells in zip(lines, rows, strict=True)
        ),
        source=_source(dossier, lines),
        notes=_notes(dossier, lines),
    ).without_empty_columns()


def _columns(dossier: Dossier, lines: list[Line]) -> list[Shown]:
    language, year, last = dossier.language, dossier.year, dossier.city.last_year
    found: list[Shown] = [
        (Column(language.text("Indicator")), [cell(dossier.name(line)) for line in lines]),
        (Column(language.text("Unit"), "short"), [cell(line.unit) for line in lines]),
        (
            Column(language.text("Target {year}", year=year), "number"),
            [_target(dossier, line) for line in lines],
        ),
        (
            Column(language.text("Realisation {year}", year=dossier.when), "number"),
            [_realised(dossier, line) for line in lines],
        ),
        (
            Column(language.text("Achievement (% of target)"), "number"),
            [_achievement(dossier, line) for line in lines],
        ),
    ]
    if year != last or not any(line.has_target for line in lines):
        end = Column(language.text("End target {year}", year=last), "number")
        found.append((end, [_end(dossier, line) for line in lines]))
    if not any(line.has_target or line.has_data for line in lines):
        start = Column(language.text("Baseline"), "number")
        found.insert(2, (start, [cell(baseline(dossier, line)) for line in lines]))
    return [
        *found,
        (
            Column(language.text("Status"), "status"),
            [status_cell(language, line.status, dossier.period) for line in lines],
        ),
        (Column(language.text("Source"), "source"), [_sources(dossier, line) for line in lines]),
    ]


def _marked(dossier: Dossier, line: Line, shown: str, value: float | None, ref: str) -> Cell:
    if not shown:
        return Cell(())
    return cell(shown, *marks(dossier, line, ref), value=value)


def _target(dossier: Dossier, line: Line) -> Cell:
    return _marked(dossier, line, target(dossier, line), line.target, line.target_ref)


def _realised(dossier: Dossier, line: Line) -> Cell:
    return _marked(dossier, line, realised(dossier, line), line.realised, line.realised_ref)


def _end(dossier: Dossier, line: Line) -> Cell:
    return _marked(dossier, line, end_target(dossier, line), line.end_target, line.end_target_ref)


def _achievement(dossier: Dossier, line: Line) -> Cell:
    value = line.capped_pct if line.capped_pct is not None else line.achievement_pct
    return Cell(()) if value is None else cell(percent(dossier.language, value), value=value)


def _sources(dossier: Dossier, line: Line) -> Cell:
    """Short sources of the figures in the row, each once."""
    language = dossier.language
    refs = [ref for ref in (line.target_ref, line.end_target_ref) if ref]
    if not refs:
        refs = [one.ref for one in dossier.targets if one.indicator == line.indicator][:1]
    runs = [source(language, "target", ref) for ref in refs]
    if line.realised_ref and line.has_data:
        runs.append(source(language, "realised", line.realised_ref))
    return Cell(listed(runs))


def _source(dossier: Dossier, lines: list[Line]) -> Text:
    """Where the figures of the table come from: the regulations and the publishers."""
    refs = {ref for line in lines for ref in (line.target_ref, line.end_target_ref) if ref}
    keys = dict.fromkeys(one.source for one in dossier.targets if one.ref in refs)
    documents = [dossier.document(key) for key in keys]
    shown = {line.realised_ref for line in lines if line.has_data}
    publishers = dict.fromkeys(one.publisher for one in dossier.realisations if one.ref in shown)
    return words("; ".join(dict.fromkeys([*documents, *publishers])))


def _notes(dossier: Dossier, lines: list[Line]) -> tuple[Text, ...]:
    """What the marks in the table lead to, each in a sentence."""
    found: dict[str, Text] = {}
    for line in lines:
        refs = (line.target_ref, line.realised_ref, line.end_target_ref)
        for run in marks(dossier, line, *(ref for ref in refs if ref)):
            found.setdefault(run.text, words(run, " ", run.hint))
    return tuple(found.values())


def legend(dossier: Dossier) -> Text:
    """All symbols with their words."""
    parts: list[str | Run] = []
    for status, shown in STATUSES.items():
        parts += [
            Run(shown.symbol, "symbol", status=status),
            f" {word(dossier.language, status, dossier.period)}; ",
        ]
    parts[-1] = str(parts[-1]).rstrip("; ") + "."
    return words(*parts)
