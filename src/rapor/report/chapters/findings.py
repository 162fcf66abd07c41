"""Chapter 8: what is wrong with the documents, what was decided, what is asked of the city."""

import datetime
from itertools import groupby

from rapor.report.chapters.summary import decided
from rapor.report.content import (
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
from rapor.report.dossier import Dossier
from rapor.report.message import message
from rapor.report.rows import Finding
from rapor.report.rules import rule_name
from rapor.report.sources import finding_anchor, full, mark

CODE = "findings"


def chapter(dossier: Dossier) -> Chapter:
    """Findings on the quality of the data."""
    language = dossier.language
    errors = dossier.of_severity("error")
    blocks: list[Block] = [Paragraph(words(_overview(dossier)))]
    if errors:
        blocks += [
            Heading(language.text("Errors and decisions"), f"{CODE}-errors"),
            Paragraph(
                words(
                    language.text(
                        "An error needs a decision, because a figure of the evaluation depends on"
                        " how it is read. The printed cell stays visible in the appendix."
                    )
                )
            ),
            _decisions(dossier, errors),
        ]
    if dossier.questions:
        blocks += [
            Heading(language.text("Questions to the city"), f"{CODE}-questions"),
            ListBlock(
                tuple(_question(dossier, one) for one in _by_decision(dossier.questions)),
                ordered=True,
            ),
        ]
    for severity, title, said in (
        (
            "warning",
            language.text("Warnings"),
            language.text("A warning is shown and stops nothing; the printed value is used."),
        ),
        (
            "note",
            language.text("Notes"),
            language.text("Notes say how the documents print; no figure depends on them."),
        ),
    ):
        found = dossier.of_severity(severity)
        if found:
            blocks += [
                Heading(title, f"{CODE}-{severity}"),
                Paragraph(words(said)),
                _others(dossier, severity, title, found),
            ]
    title = language.text("Data quality, corrections and questions to the city")
    return Chapter(CODE, title, tuple(blocks))


def _by_decision(found: list[Finding]) -> list[Finding]:
    """One finding for each decision, the first."""
    return list({one.decision_id or one.finding: one for one in reversed(found)}.values())[::-1]


def _overview(dossier: Dossier) -> str:
    language = dossier.language
    counted = {
        severity: len(dossier.of_severity(severity)) for severity in ("error", "warning", "note")
    }
    if not any(counted.values()):
        return language.text("No rule found anything wrong with the city's data.")
    said = language.text(
        "The documents and publications of the city hold {error} errors, {warning} warnings and"
        " {note} notes.",
        **counted,
    )
    errors = dossier.of_severity("error")
    parts = [
        language.text(name, count=count)
        for action, name in _ANSWERS.items()
        if (count := sum(one.decision == action for one in errors))
    ]
    if not parts:
        return said
    answers = language.text("Of the errors, {parts}.", parts=language.join(parts))
    return f"{said} {answers}"


_ANSWERS = {
    "correct": message("{count} corrected"),
    "keep": message("{count} kept as printed"),
    "ask": message("{count} put to the city as a question"),
    "none": message("{count} not decided"),
}
"""By decision."""


def _decisions(dossier: Dossier, errors: list[Finding]) -> Table:
    language = dossier.language
    rows = sorted(errors, key=lambda one: (not one.decision_id, one.decision_id))
    return Table(
        anchor="table-decisions",
        caption=language.text("Errors of the documents and the decisions on them"),
        columns=(
            Column(language.text("Decision")),
            Column(language.text("Finding")),
            Column(language.text("Printed"), "number"),
            Column(language.text("In use"), "number"),
            Column(language.text("Reason")),
        ),
        rows=tuple(_decision(dossier, one) for one in rows),
        source=words(language.text("Rules of Rapor RB; decisions as recorded in corrections.yaml")),
        wide=True,
    )


def _decision(dossier: Dossier, finding: Finding) -> Row:
    language = dossier.language
    name = finding.decision_id or language.text("open")
    return Row(
        (
            cell(Run(name, "strong")),
            cell(finding.message),
            cell(finding.printed or "–"),
            cell(_in_use(dossier, finding)),
            Cell(_reason(dossier, finding)),
        ),
        anchor=finding_anchor(finding.finding),
    )


def _in_use(dossier: Dossier, finding: Finding) -> str:
    entry = dossier.decisions.get(finding.finding, {})
    if finding.decision == "correct":
        return finding.decided_value or "–"
    if finding.decision == "ask" and entry.get("meanwhile") == "withhold":
        return dossier.language.text("none")
    return finding.printed or "–"


def _reason(dossier: Dossier, finding: Finding) -> Text:
    language, entry = dossier.language, dossier.decisions.get(finding.finding, {})
    said = [finding.reason]
    if entry.get("evidence"):
        said.append(
            language.text("Evidence: {evidence}.", evidence=str(entry["evidence"]).rstrip("."))
        )
    if entry.get("decided_by"):
        by, on = str(entry["decided_by"]), entry.get("decided_on")
        if isinstance(on, datetime.date):
            said.append(language.text("Decided by {by}, {day}.", by=by, day=language.date(on)))
        else:
            said.append(language.text("Decided by {by}.", by=by))
    return words(" ".join(one for one in said if one))


def _question(dossier: Dossier, finding: Finding) -> Text:
    language = dossier.language
    asks = language.text("Please state the correct value and its source.")
    return words(decided(dossier, finding), " ", asks)


def _others(dossier: Dossier, severity: str, title: str, found: list[Finding]) -> Table:
    """Findings of one severity, grouped by rule."""
    language = dossier.language
    by_rule = sorted(found, key=lambda one: one.rule)
    rows: list[Row] = []
    for rule, group in groupby(by_rule, key=lambda one: one.rule):
        findings = list(group)
        head = language.text(
            "{rule} ({count})", rule=rule_name(language, rule), count=len(findings)
        )
        rows.append(Row((cell(head),), group=True))
        rows += [
            Row(
                (
                    cell(Run(mark(dossier, one).text, "strong")),
                    cell(full(language, one.ref)),
                    cell(one.printed or "–"),
                    cell(one.message),
                ),
                anchor=finding_anchor(one.finding),
            )
            for one in findings
        ]
    return Table(
        anchor=f"table-{severity}",
        caption=language.text("{title} by rule", title=title),
        columns=(
            Column(language.text("No.")),
            Column(language.text("Cell")),
            Column(language.text("Printed"), "number"),
            Column(language.text("Finding")),
        ),
        rows=tuple(rows),
        source=words(language.text("Rules of Rapor RB")),
        wide=True,
    )
