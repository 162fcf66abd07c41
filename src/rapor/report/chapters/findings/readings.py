"""What hangs on a decision: the lines of the year under each reading of a disputed cell."""

from itertools import groupby

from rapor.ground.figures import percent, planned
from rapor.ground.language import message
from rapor.ground.tables import records
from rapor.ground.tables.evaluation import ReadingLine
from rapor.report.edition import Edition
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import unlinked
from rapor.report.status import status_cell
from rapor.write.content import Block, Column, Heading, Paragraph, Row, Table, cell, words

READINGS = {
    "evaluated": message("evaluated"),
    "printed": message("as printed"),
    "other": message("other source"),
}
SCORE_DECIMALS = 2
"""Scores and weights of the index are printed with two decimals (Perwali Binjai 44/2022, 2.13)."""

CHANGES = {
    "status": message("the status changes"),
    "verdict": message("the verdict on the way changes"),
    "figures": message("only figures change"),
    "nothing": message("nothing changes"),
}


def readings(edition: SourcedEdition) -> list[Block]:
    """The section; without a reading there is nothing to say."""
    rows = records(ReadingLine, edition.tables["readings"])
    if not rows:
        return []
    rows = sorted(rows, key=lambda reading: bool(reading.component))  # the index comes after
    sentences = _on_indicators(edition, rows), _on_components(edition, rows)
    return [
        Heading(edition.text("What hangs on the decisions"), "findings-readings"),
        *(Paragraph(words(sentence)) for sentence in sentences if sentence),
        _table(edition, rows),
    ]


def _on_indicators(edition: Edition, rows: list[ReadingLine]) -> str:
    """How many indicators are touched, and of how many the status depends on the reading."""
    language = edition.language
    touched = {reading.indicator for reading in rows if reading.indicator}
    changed = {reading.indicator for reading in rows if reading.changes == "status"}
    if not touched:
        return ""
    counted = language.plural(
        "{count} indicator of the year is touched by a correction or a disagreement.",
        "{count} indicators of the year are touched by a correction or a disagreement.",
        len(touched),
    )
    if not changed:
        same = language.text("Under no other reading would a status be another.")
        return f"{counted} {same}"
    other = language.plural(
        "Under another reading the status of {count} would be another.",
        "Under another reading the status of {count} would be another.",
        len(changed),
    )
    return f"{counted} {other}"


def _on_components(edition: Edition, rows: list[ReadingLine]) -> str:
    """What corrected scores carry up to: the components that they are summed into."""
    touched = {reading.component for reading in rows if reading.component}
    if not touched:
        return ""
    return edition.language.plural(
        "Under another reading {count} component of the index would have another score or"
        " weight; the table names each.",
        "Under another reading {count} components of the index would have another score or"
        " weight; the table names each.",
        len(touched),
    )


def _table(edition: Edition, readings: list[ReadingLine]) -> Table:
    text = edition.text
    rows: list[Row] = []
    for label, group in groupby(readings, key=lambda reading: reading.label):
        rows.append(Row((cell(label),), group=True))
        rows += [_row(edition, reading) for reading in group]
    return Table(
        anchor="table-readings",
        caption=text("Lines of {year} under each reading", year=edition.year),
        columns=(
            Column(text("Reading")),
            Column(text("Value"), "number"),
            Column(text("Status"), "status"),
            Column(text("Achievement (% of target)"), "number"),
            Column(text("Against the evaluation")),
            Column(text("Decision"), "short"),
            Column(text("Source"), "source"),
        ),
        rows=tuple(rows),
        source=words(text("Evaluation under each reading of the cell")),
    ).without_empty_columns()


def _row(edition: Edition, reading: ReadingLine) -> Row:
    language, share = edition.language, reading.achievement_pct
    is_evaluated = reading.reading == "evaluated"
    return Row(
        (
            cell(language.text(READINGS[reading.reading])),
            cell(_value(edition, reading), value=reading.value),
            status_cell(language, reading.status) if reading.status else cell(),
            cell("" if share is None else percent(language, share), value=share),
            cell("" if is_evaluated else language.text(CHANGES[reading.changes])),
            cell(reading.decision_id),
            cell(unlinked(language, reading.ref)) if reading.ref else cell(),
        ),
        depth=1,
    )


def _value(edition: Edition, reading: ReadingLine) -> str:
    """What is read: a score with its decimals, else as a target or a realisation is written."""
    language, value = edition.language, reading.value
    if reading.component and value is not None:
        return " ".join(filter(None, (language.number(value, SCORE_DECIMALS), reading.text)))
    sign = reading.comparator or "="
    high = reading.value_high
    return planned(language, value, reading.text, reading.printed, comparator=sign, high=high)
