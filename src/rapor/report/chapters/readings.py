"""What hangs on a decision: the lines of the year under each reading of a disputed cell."""

from itertools import groupby

from rapor.ground.figures import percent, planned
from rapor.ground.language import message
from rapor.report.dossier import Dossier
from rapor.report.rows import records
from rapor.report.status import status_cell
from rapor.report.undertakings import place
from rapor.report.yearly_rows import Reading
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


def readings(dossier: Dossier) -> list[Block]:
    """The section; without a reading there is nothing to say."""
    found = records(Reading, dossier.tables["readings"])
    if not found:
        return []
    found = sorted(found, key=lambda one: bool(one.component))  # the index comes after
    said = [*_of_indicators(dossier, found), *_of_components(dossier, found)]
    return [
        Heading(dossier.language.text("What hangs on the decisions"), "findings-readings"),
        *(Paragraph(words(sentence)) for sentence in said),
        _table(dossier, found),
    ]


def _of_indicators(dossier: Dossier, found: list[Reading]) -> list[str]:
    language = dossier.language
    touched = {one.indicator for one in found if one.indicator}
    if not touched:
        return []
    changed = {one.indicator for one in found if one.changes == "status"}
    said = language.plural(
        "{count} indicator of the year is touched by a correction or a disagreement.",
        "{count} indicators of the year are touched by a correction or a disagreement.",
        len(touched),
    )
    if changed:
        then = language.plural(
            "Under another reading the status of {count} would be another.",
            "Under another reading the status of {count} would be another.",
            len(changed),
        )
    else:
        then = language.text("Under no other reading would a status be another.")
    return [f"{said} {then}"]


def _of_components(dossier: Dossier, found: list[Reading]) -> list[str]:
    """What corrected scores carry up to: the components that they are summed into."""
    touched = {one.component for one in found if one.component}
    if not touched:
        return []
    return [
        dossier.language.plural(
            "Under another reading {count} component of the index would have another score or"
            " weight; the table names each.",
            "Under another reading {count} components of the index would have another score or"
            " weight; the table names each.",
            len(touched),
        )
    ]


def _table(dossier: Dossier, found: list[Reading]) -> Table:
    language = dossier.language
    rows: list[Row] = []
    for label, group in groupby(found, key=lambda one: one.label):
        rows.append(Row((cell(label),), group=True))
        rows += [_row(dossier, one) for one in group]
    return Table(
        anchor="table-readings",
        caption=language.text("Lines of {year} under each reading", year=dossier.year),
        columns=(
            Column(language.text("Reading")),
            Column(language.text("Value"), "number"),
            Column(language.text("Status"), "status"),
            Column(language.text("Achievement (% of target)"), "number"),
            Column(language.text("Against the evaluation")),
            Column(language.text("Decision"), "short"),
            Column(language.text("Source"), "source"),
        ),
        rows=tuple(rows),
        source=words(language.text("Evaluation under each reading of the cell")),
    ).without_empty_columns()


def _row(dossier: Dossier, one: Reading) -> Row:
    language = dossier.language
    value = planned(language, one.value, one.text, one.printed, comparator=one.comparator or "=")
    if one.component and one.value is not None:
        value = " ".join(filter(None, (language.number(one.value, SCORE_DECIMALS), one.text)))
    share = one.achievement_pct
    return Row(
        (
            cell(language.text(READINGS[one.reading])),
            cell(value, value=one.value),
            status_cell(language, one.status) if one.status else cell(),
            cell("" if share is None else percent(language, share), value=share),
            cell("" if one.reading == "evaluated" else language.text(CHANGES[one.changes])),
            cell(one.decision_id),
            cell(place(dossier, one.ref)) if one.ref else cell(),
        ),
        depth=1,
    )
