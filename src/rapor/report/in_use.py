"""Which reading of a disputed cell the evaluation uses, said from the evaluation itself.

What a decision leads to follows from the city's precedence and is never typed beside it: the
sentence would go on saying what a changed precedence no longer does.
"""

from collections.abc import Sequence

from rapor.ground.figures import short_source
from rapor.ground.language import message
from rapor.ground.ref import Ref
from rapor.report.dossier import Dossier
from rapor.report.findings import FindingView
from rapor.report.lines import LineView


def sentence(findings: Sequence[FindingView], dossier: Dossier) -> str:
    """What the evaluation of the year does about the findings of one decision."""
    text, first = dossier.text, findings[0]
    decision = first.row.decision
    if decision == "none":
        return text("It is not decided yet.")
    if decision == "correct":
        return text("The evaluation uses {value}.", value=first.row.decided_value)
    if first.is_withheld:
        return text("Until the local government answers, the evaluation uses no value.")
    cells = dossier.language.join(cells_in_use(findings, dossier))
    kept = decision == "ask", _kept(findings, cells)
    return text(_KEPT[kept], cells=cells)


def _kept(findings: Sequence[FindingView], cells: str) -> str:
    if cells:
        return "cells"
    return "printed" if any(finding.row.printed.strip("-–— ") for finding in findings) else "none"


_KEPT = {
    (True, "cells"): message("Until the local government answers, the evaluation uses {cells}."),
    (True, "printed"): message(
        "Until the local government answers, the printed value stays in force."
    ),
    (True, "none"): message("Until the local government answers, there is no value to use."),
    (False, "cells"): message("The evaluation uses {cells}."),
    (False, "printed"): message("The printed value stays in force."),
    (False, "none"): message("There is no value to use."),
}
"""By whether the city is asked, and what there is to use meanwhile."""


def in_short(finding: FindingView, dossier: Dossier) -> str:
    """What is used in place of the cell, for a column."""
    text = dossier.text
    if finding.row.decision == "correct":
        return finding.row.decided_value or "–"
    if finding.is_withheld:
        return text("none")
    refs = (*finding.cells, *finding.baselines)
    several = len({(ref.table, ref.row) for ref in refs}) > 1  # else it is its own row
    cells = cells_in_use([finding], dossier) if several else []
    return "; ".join(cells) or text("as printed")


def cells_in_use(findings: Sequence[FindingView], dossier: Dossier) -> list[str]:
    """The cells of findings that the year's evaluation uses, each with what for."""
    named = {ref for finding in findings for ref in (*finding.cells, *finding.baselines)}
    roles: dict[Ref, list[str]] = {}
    for code in dict.fromkeys(finding.row.indicator for finding in findings):
        line = dossier.planned_line(code)
        for ref, role in _roles(line) if line else ():
            if ref and ref in named:
                roles.setdefault(ref, []).append(role)
    return [
        dossier.text(
            "{value} ({source}) {roles}",
            value=dossier.printed(ref) or "–",
            source=short_source(dossier.language, ref, dossier.city.rows, dossier.page(ref)),
            roles=dossier.language.join(of_cell),
        )
        for ref, of_cell in roles.items()
    ]


def _roles(line: LineView) -> list[tuple[Ref | None, str]]:
    """The cells of a line, and what each is in the evaluation."""
    row, edition = line.row, line.edition
    targets = [
        (course.ref, edition.text("as target of {year}", year=year))
        for year, course in line.targets.items()
    ]
    return [
        *targets,
        (row.realised_ref, edition.text("as realisation of {year}", year=edition.when)),
        (row.end_target_ref, edition.text("as end target of {year}", year=edition.last_year)),
        (row.baseline_ref, edition.text("as baseline")),
    ]
