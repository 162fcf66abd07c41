"""Chapter 8: what is wrong with the documents, what was decided, what is asked of the city."""

import datetime
from itertools import groupby

from rapor.ground.language import message
from rapor.report.chapters.readings import readings
from rapor.report.decisions import all_printed, questions, withheld
from rapor.report.dossier import Dossier
from rapor.report.rows import Finding
from rapor.report.sources import finding_anchor
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
            ListBlock(tuple(questions(dossier))),
        ]
    blocks += readings(dossier)
    blocks += _lesser(
        dossier,
        "warning",
        language.text("Warnings"),
        language.text(
            "A warning stops nothing; the printed value is used unless a decision says otherwise."
        ),
    )
    blocks += _lesser(
        dossier,
        "note",
        language.text("Notes"),
        language.text("Notes say how the documents print; no figure depends on them."),
    )
    title = language.text("Data quality, corrections and questions to the city")
    return Chapter(CODE, title, tuple(blocks))


def _lesser(dossier: Dossier, severity: str, title: str, said: str) -> list[Block]:
    """Findings that need no decision."""
    found = dossier.of_severity(severity)
    if not found:
        return []
    return [
        Heading(title, f"{CODE}-{severity}"),
        Paragraph(words(said)),
        _others(dossier, severity, title, found),
    ]


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
    ordered = sorted(errors, key=lambda one: (not one.decision_id, one.decision_id))
    rows: list[Row] = []
    for _, group in groupby(ordered, key=lambda one: one.decision_id or one.finding):
        first, *others = list(group)
        rows.append(_decision(dossier, first, _reason(dossier, first)))
        as_above = words(language.text("As above."))
        rows += [_decision(dossier, one, as_above) for one in others]
    return Table(
        anchor="table-decisions",
        caption=language.text("Errors of the documents and the decisions on them"),
        columns=(
            Column(language.text("Decision"), "short"),
            Column(language.text("Finding")),
            Column(language.text("Printed"), "printed"),
            Column(language.text("In use")),
            Column(language.text("Reason")),
        ),
        rows=tuple(rows),
        source=words(language.text("Rules of Rapor RB; decisions as recorded in corrections.yaml")),
    )


def _decision(dossier: Dossier, finding: Finding, reason: Text) -> Row:
    name = finding.decision_id or dossier.language.text("open")
    number = f" #{dossier.numbers[finding.finding]}"
    return Row(
        (
            cell(Run(name, "strong"), number),
            cell(finding.message),
            cell(all_printed(finding)),
            cell(_in_use(dossier, finding)),
            Cell(reason),
        ),
        anchor=finding_anchor(finding.finding),
    )


def _in_use(dossier: Dossier, finding: Finding) -> str:
    if finding.decision == "correct":
        return finding.decided_value or "–"
    if withheld(dossier, finding):
        return dossier.language.text("none")
    return dossier.language.text("as printed")


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


def _rule_name(dossier: Dossier, code: str) -> str:
    """The name of a rule; one of another version, which the catalogue does not have, its code."""
    rule = dossier.catalogue.rules.get(code)
    return rule.name[dossier.language.code] if rule else code


def _others(dossier: Dossier, severity: str, title: str, found: list[Finding]) -> Table:
    """Findings of one severity, grouped by rule."""
    language = dossier.language
    by_rule = sorted(found, key=lambda one: one.rule)
    rows: list[Row] = []
    for rule, group in groupby(by_rule, key=lambda one: one.rule):
        findings = list(group)
        head = language.text(
            "{rule} ({count})", rule=_rule_name(dossier, rule), count=len(findings)
        )
        rows.append(Row((cell(head),), group=True))
        rows += [
            Row(
                (
                    cell(f"#{dossier.numbers[one.finding]}"),
                    cell(one.message),
                    cell(one.decision_id),
                ),
                anchor=finding_anchor(one.finding),
            )
            for one in findings
        ]
    return Table(
        anchor=f"table-{severity}",
        caption=language.text("{title} by rule", title=title),
        columns=(
            Column(language.text("No."), "short"),
            Column(language.text("Finding")),
            Column(language.text("Decision"), "short"),
        ),
        rows=tuple(rows),
        source=words(language.text("Rules of Rapor RB")),
    )
