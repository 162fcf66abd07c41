"""The chapter: errors with the decisions on them, questions to the city, and lesser findings."""

from itertools import groupby

from rapor.ground.language import message
from rapor.report import in_use
from rapor.report.chapters.findings.readings import readings
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.findings import FindingView
from rapor.report.sourced_edition import SourcedEdition
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
            Heading(text("Questions to the city"), f"{CODE}-questions"),
            ListBlock(_questions(dossier)),
        ]
    blocks += readings(dossier)
    blocks += _lesser(
        dossier,
        "warning",
        text("Warnings"),
        text(
            "A warning stops nothing; the printed value is used unless a decision says otherwise."
        ),
    )
    blocks += _lesser(
        dossier,
        "note",
        text("Notes"),
        text("Notes say how the documents print; no figure depends on them."),
    )
    title = text("Data quality, corrections and questions to the city")
    return Chapter(CODE, title, tuple(blocks))


def _overview(edition: SourcedEdition) -> str:
    language, severities = edition.language, ("error", "warning", "note")
    counts = {severity: len(edition.of_severity(severity)) for severity in severities}
    if not any(counts.values()):
        return language.text("No rule found anything wrong with the city's data.")
    overview = language.text(
        "The documents and publications of the city hold {error} errors, {warning} warnings and"
        " {note} notes.",
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
    "ask": message("{count} put to the city as a question"),
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
        rows.append(_decision(dossier, first, first.reason))
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


def _questions(dossier: Dossier) -> tuple[Text, ...]:
    """One question per decision to ask: its reason, and the findings that it is about."""
    by_decision: dict[str, list[FindingView]] = {}
    for finding in dossier.questions:
        decision = finding.row.decision_id or finding.row.finding
        by_decision.setdefault(decision, []).append(finding)
    return tuple(_question(dossier, findings) for _, findings in sorted(by_decision.items()))


def _question(dossier: Dossier, findings: list[FindingView]) -> Text:
    first, language = findings[0], dossier.language
    question = first.row.reason or " ".join(finding.row.message for finding in findings)
    numbers = [Run(f"#{finding.number}", link=finding.mark.link) for finding in findings]
    return words(
        Run(f"{first.row.decision_id} ", "strong"),
        question,
        " ",
        in_use.sentence(findings, dossier),
        " ",
        language.plural("Finding ", "Findings ", len(findings)),
        *[part for number in numbers for part in (number, ", ")][:-1],
        ".",
    )


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
