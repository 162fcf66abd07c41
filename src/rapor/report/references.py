"""What a note may refer to: every figure of the evaluation, as the report words it.

``{indicator.field}`` for a line of the evaluation, ``{component.field}`` for the index and
its components (``{index.official}``, ``{enabler/fulfilment.self}``), ``{count.status}`` for
the counts of the first page. A figure that is missing has no reference: a note that speaks
of it is refused rather than left with a gap.
"""

from rapor.ground.figures import figure, percent
from rapor.report import statements
from rapor.report.dossier import Dossier
from rapor.report.rows import IndexLine, Line
from rapor.report.status import word


def references(dossier: Dossier) -> dict[str, str]:
    """Every reference with its text in the report's language."""
    found = {f"count.{status}": str(number) for status, number in dossier.counts.items()}
    found["count.indicators"] = str(len(dossier.planned))
    found["count.realised"] = str(len(dossier.realised))
    for line in dossier.lines:
        found |= {f"{line.indicator}.{name}": text for name, text in _of_line(dossier, line)}
    for component in dossier.index:
        found |= {f"{component.component}.{name}": text for name, text in _of(dossier, component)}
    return {reference: text for reference, text in found.items() if text}


def _of_line(dossier: Dossier, line: Line) -> list[tuple[str, str]]:
    shares = [
        (name, percent(dossier.language, share))
        for name in ("achievement_pct", "scale_pct", "path_pct")
        if (share := getattr(line, name)) is not None
    ]
    return [
        ("name", dossier.name(line)),
        ("target", statements.target(dossier, line)),
        ("realised", statements.realised(dossier, line)),
        ("baseline", statements.baseline(dossier, line)),
        ("end_target", statements.end_target(dossier, line)),
        ("gap", statements.gap(dossier, line) if line.gap is not None else ""),
        ("category", line.category),
        ("status", word(dossier.language, line.status, dossier.period)),
        *shares,
    ]


def _of(dossier: Dossier, line: IndexLine) -> list[tuple[str, str]]:
    language = dossier.language
    scores = [
        ("official", line.official, dossier.printed(line.official_ref)),
        ("self", line.self_, dossier.printed(line.self_ref)),
        ("recomputed", line.recomputed, ""),
        ("lost", line.lost, ""),
        ("weight", line.weight, ""),
    ]
    found = [
        (name, figure(language, score, shown)) for name, score, shown in scores if score is not None
    ]
    return [("name", line.label), ("grade", line.grade), *found]
