"""Chapter 8: what is wrong with the documents, what was decided, what is asked of the city.

Errors with the decisions on them, questions to the city and lesser findings; then what hangs on
each decision: the lines of the year under each reading of a disputed cell.
"""

from functools import partial
from itertools import groupby

from rapor.ground.figures import percent, planned
from rapor.ground.language import message
from rapor.ground.tables import records
from rapor.ground.tables.evaluation import ReadingLine
from rapor.report import in_use
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.findings import FindingView
from rapor.report.length import in_appendix
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import unlinked
from rapor.report.status import status_cell
from rapor.write.content import (
    Block,
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

CODE = "findings"
READINGS_ANCHOR = f"{CODE}-readings"
"""Where the appendix shows the lines of the year under each reading."""
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


def chapter(dossier: Dossier) -> Chapter:
    """Findings on the quality of the data."""
    text = dossier.text
    blocks: list[Block] = [Paragraph(words(_overview(dossier)))]
    if errors := dossier.of_severity("error"):
        explanation = text(
            "An error needs a decision, because a figure of the evaluation depends on"
            " how it is read. The printed cell stays visible in the appendix."
        )
        blocks += [
            Heading(text("Errors and decisions"), f"{CODE}-errors"),
            Paragraph(words(explanation)),
            _decisions(dossier, errors),
        ]
    if dossier.questions:
        blocks += [
            Heading(text("Questions to the local government"), f"{CODE}-questions"),
            ListBlock(questions(dossier)),
        ]
    blocks += [*_readings_told(dossier), *_lesser_told(dossier)]
    title = text("Data quality, corrections and questions")
    return Chapter(CODE, title, tuple(blocks))


def lists(dossier: Dossier) -> list[Block]:
    """Of the appendix: lines under each reading, warnings and notes."""
    text = dossier.text
    return [
        *readings(dossier),
        *_lesser(
            dossier,
            "warning",
            text("Warnings"),
            text(
                "A warning stops nothing; the printed value is used unless a decision says"
                " otherwise."
            ),
        ),
        *_lesser(
            dossier,
            "note",
            text("Notes"),
            text("Notes say how the documents print; no figure depends on them."),
        ),
    ]


def _lesser_told(edition: SourcedEdition) -> list[Block]:
    """Where the warnings and notes stand; nothing where there are none."""
    names = {"warning": edition.text("Warnings"), "note": edition.text("Notes")}
    first = next((severity for severity in names if edition.of_severity(severity)), None)
    if first is None:
        return []
    need_nothing = edition.text("Warnings and notes need no decision.")
    leads = in_appendix(edition, names[first], f"{CODE}-{first}")
    return [Paragraph(words(need_nothing, " ", leads))]


def _overview(edition: SourcedEdition) -> str:
    language, severities = edition.language, ("error", "warning", "note")
    counts = {severity: len(edition.of_severity(severity)) for severity in severities}
    if not any(counts.values()):
        return language.text("No rule found anything wrong with the local government's data.")
    overview = language.text(
        "The documents and publications of the local government hold {error} errors, {warning}"
        " warnings and {note} notes.",
        **counts,
    )
    decisions = [finding.row.decision for finding in edition.of_severity("error")]
    answers = [
        language.text(name, count=decisions.count(decision))
        for decision, name in _ANSWERS.items()
        if decision in decisions
    ]
    if not answers:
        return overview
    of_errors = language.text("Of the errors, {parts}.", parts=language.join(answers))
    return f"{overview} {of_errors}"


_ANSWERS = {
    "correct": message("{count} corrected"),
    "keep": message("{count} kept as printed"),
    "ask": message("{count} put to the local government as a question"),
    "none": message("{count} not decided"),
}
"""By decision."""


def _decisions(dossier: Dossier, errors: list[FindingView]) -> Table:
    """Errors by decision, the undecided last; what a decision repeats is said once."""
    text = dossier.text
    ordered = sorted(errors, key=lambda error: (not error.row.decision_id, error.row.decision_id))
    rows: list[Row] = []
    for _, decided in groupby(ordered, key=lambda error: error.row.decision_id or error.anchor):
        first, *others = decided
        rows.append(_decision(dossier, first, _reason(dossier, first)))
        rows += [_decision(dossier, error, text("As above.")) for error in others]
    return Table(
        anchor="table-decisions",
        caption=text("Errors of the documents and the decisions on them"),
        columns=(
            Column(text("Decision"), "short"),
            Column(text("Finding")),
            Column(text("Printed"), "printed"),
            Column(text("In use")),
            Column(text("Reason")),
        ),
        rows=tuple(rows),
        source=words(text("Rules of Rapor RB; decisions as recorded in corrections.yaml")),
    )


def _reason(edition: Edition, error: FindingView) -> str:
    """Why it was decided so; a question to the city says that itself, further down."""
    if error.row.decision != "ask" or not error.row.reason:
        return error.reason
    return " ".join(
        filter(None, (edition.text("Put to the local government, as below."), error.grounds))
    )


def _decision(dossier: Dossier, error: FindingView, reason: str) -> Row:
    name = error.row.decision_id or error.edition.text("open")
    return Row(
        (
            cell(Run(name, "strong"), f" #{error.number}"),
            cell(error.row.message),
            cell(error.printed),
            cell(in_use.in_short(error, dossier)),
            cell(reason),
        ),
        anchor=error.anchor,
    )


def questions(dossier: Dossier, *, brief: bool = False) -> tuple[Text, ...]:
    """One question per decision to ask: its reason, and the findings that it is about.

    A ``brief`` one is the reason alone.
    """
    by_decision: dict[str, list[FindingView]] = {}
    for finding in dossier.questions:
        decision = finding.row.decision_id or finding.row.finding
        by_decision.setdefault(decision, []).append(finding)
    ask = _brief_question if brief else partial(_question, dossier)
    return tuple(ask(findings) for _, findings in sorted(by_decision.items()))


def _brief_question(findings: list[FindingView]) -> Text:
    first = findings[0]
    question = _asked(first.edition, findings)
    return words(Run(f"{first.row.decision_id} ", "strong"), question)


def _question(dossier: Dossier, findings: list[FindingView]) -> Text:
    language = dossier.language
    numbers = [Run(f"#{finding.number}", link=finding.mark.link) for finding in findings]
    return words(
        _brief_question(findings),
        " ",
        in_use.sentence(findings, dossier),
        " ",
        language.plural("Finding ", "Findings ", len(findings)),
        *[part for number in numbers for part in (number, ", ")][:-1],
        ".",
    )


def _asked(edition: Edition, findings: list[FindingView]) -> str:
    """What the city is asked, in the words of the decision, which are quoted elsewhere."""
    reason = findings[0].row.reason
    if reason and edition.reads_data:
        return reason
    messages = " ".join(dict.fromkeys(finding.row.message for finding in findings))
    return f"{messages} {edition.quoted(reason)}".strip()


def _lesser(edition: SourcedEdition, severity: str, title: str, explanation: str) -> list[Block]:
    """Findings that need no decision."""
    findings = edition.of_severity(severity)
    if not findings:
        return []
    return [
        Heading(title, f"{CODE}-{severity}"),
        Paragraph(words(explanation)),
        _by_rule(edition, severity, title, findings),
    ]


def _by_rule(edition: Edition, severity: str, title: str, findings: list[FindingView]) -> Table:
    """Findings of one severity, grouped by rule."""
    text = edition.text
    rows: list[Row] = []
    ordered = sorted(findings, key=lambda finding: finding.row.rule)
    for rule, group in groupby(ordered, key=lambda finding: finding.row.rule):
        of_rule = list(group)
        name = edition.finding_rule(rule)
        head = text("{rule} ({count})", rule=name, count=len(of_rule))
        rows.append(Row((cell(head),), group=True))
        rows += [
            Row(
                (
                    cell(f"#{finding.number}"),
                    cell(finding.row.message),
                    cell(finding.row.decision_id),
                ),
                anchor=finding.anchor,
            )
            for finding in of_rule
        ]
    return Table(
        anchor=f"table-{severity}",
        caption=text("{title} by rule", title=title),
        columns=(
            Column(text("No."), "short"),
            Column(text("Finding")),
            Column(text("Decision"), "short"),
        ),
        rows=tuple(rows),
        source=words(text("Rules of Rapor RB")),
    )


def readings(edition: SourcedEdition) -> list[Block]:
    """The section; without a reading there is nothing to say."""
    rows = records(ReadingLine, edition.tables["readings"])
    if not rows:
        return []
    rows = sorted(rows, key=lambda reading: bool(reading.component))  # the index comes after
    return [Heading(_readings_title(edition), READINGS_ANCHOR), _readings_table(edition, rows)]


def _readings_told(edition: SourcedEdition) -> list[Block]:
    """How much hangs on the decisions; the table of every reading stands in the appendix."""
    rows = records(ReadingLine, edition.tables["readings"])
    if not rows:
        return []
    sentences = filter(None, (_on_indicators(edition, rows), _on_components(edition, rows)))
    leads = in_appendix(edition, _readings_title(edition), READINGS_ANCHOR)
    return [Paragraph(words(" ".join(sentences), " ", leads))]


def _readings_title(edition: Edition) -> str:
    return edition.text("What hangs on the decisions")


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


def _readings_table(edition: Edition, readings: list[ReadingLine]) -> Table:
    text = edition.text
    rows: list[Row] = []
    for label, group in groupby(readings, key=lambda reading: reading.label):
        rows.append(Row((cell(label),), group=True))
        rows += [_reading_row(edition, reading) for reading in group]
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


def _reading_row(edition: Edition, reading: ReadingLine) -> Row:
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
            cell(unlinked(edition, reading.ref)) if reading.ref else cell(),
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
