"""What was decided about a finding, and which figure the evaluation of the year uses."""

from rapor.ground.figures import short_source
from rapor.ground.ref import Ref
from rapor.report.dossier import Dossier
from rapor.report.rows import Finding, Line
from rapor.report.sources import CONTEXT, mark
from rapor.write.content import Run, Text, words


def withheld(dossier: Dossier, finding: Finding) -> bool:
    """Whether no value is used until the city has answered."""
    entry = dossier.decisions.get(finding.finding, {})
    return finding.decision == "ask" and entry.get("meanwhile") == "withhold"


def all_printed(finding: Finding) -> str:
    """The printed cell, with those of its row that the same finding covers."""
    if finding.rule in CONTEXT:
        return finding.printed or "–"
    own = Ref.read(finding.ref).line
    printed = zip(finding.compared, finding.compared_printed.split("; "), strict=False)
    cells = [finding.printed, *(cell for ref, cell in printed if Ref.read(ref).line == own)]
    return "; ".join(cell or "–" for cell in cells)


def decided(dossier: Dossier, finding: Finding) -> Text:
    """A finding, what the evaluation does about it, and the mark that leads to it."""
    said = f"{finding.message} {_use(dossier, finding)}"
    return words(said, " (", mark(dossier, finding), ")")


def _use(dossier: Dossier, finding: Finding) -> str:
    language = dossier.language
    if finding.decision == "none":
        return language.text("It is not decided yet.")
    if withheld(dossier, finding):
        return language.text("Until the city answers, the evaluation uses no value.")
    if finding.decision == "correct":
        return language.text("The evaluation uses {value}.", value=finding.decided_value)
    line = next((one for one in dossier.planned if one.indicator == finding.indicator), None)
    used = _used(dossier, line, finding) if line else []
    if not used:
        return language.text("The printed value stays in force.")
    return language.text("The evaluation uses {cells}.", cells=language.join(used))


def _used(dossier: Dossier, line: Line, finding: Finding) -> list[str]:
    """The cells of a finding that the year's evaluation uses, each with what for."""
    language, last = dossier.language, dossier.city.last_year
    roles = (
        (line.target_ref, language.text("as target of {year}", year=dossier.year)),
        (line.realised_ref, language.text("as realisation of {year}", year=dossier.when)),
        (line.end_target_ref, language.text("as end target of {year}", year=last)),
        (line.baseline_ref, language.text("as baseline")),
    )
    return [
        f"{dossier.printed(ref)} ({short_source(language, ref)}) {role}"
        for ref, role in roles
        if ref and ref in (finding.ref, *finding.compared)
    ]


def questions(dossier: Dossier) -> list[Text]:
    """One question per decision to ask: its reason, and the findings that it is about."""
    by_decision: dict[str, list[Finding]] = {}
    for finding in dossier.questions:
        by_decision.setdefault(finding.decision_id or finding.finding, []).append(finding)
    return [_question(dossier, found) for _, found in sorted(by_decision.items())]


def _question(dossier: Dossier, found: list[Finding]) -> Text:
    language = dossier.language
    name = Run(f"{found[0].decision_id} ", "strong")
    asked = found[0].reason or " ".join(one.message for one in found)
    numbers = [
        Run(f"#{dossier.numbers[one.finding]}", link=mark(dossier, one).link) for one in found
    ]
    parts = [part for run in numbers for part in (run, ", ")][:-1]
    about = language.plural("Finding ", "Findings ", len(found))
    return words(name, asked, " ", about, *parts, ".")
