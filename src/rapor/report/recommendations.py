"""Everything that a report recommends, in its order, beside what was asked before and is open.

A recommendation says which score to raise; what its reviewers, the ministry and the Inspektorat,
have asked in the same area says by which work. Each is told once, with the first recommendation
that it serves.
"""

from collections.abc import Iterator
from dataclasses import replace

from rapor.ground.ref import Ref
from rapor.ground.tables.tidy import Recommendation
from rapor.report.advice import Advice, Plan, ranked
from rapor.report.advice_on_index import on_components
from rapor.report.advice_on_lines import on_lines, on_questions, on_requests
from rapor.report.dossier import Dossier
from rapor.report.sources import unlinked
from rapor.write.content import Run, Text, words

_OPEN_OF_AREA = 2
"""As many open ones are told in each area: those asked of the addressee first."""


def recommended(dossier: Dossier) -> list[Advice]:
    """The recommendations of a report, those of the first page first."""
    plan = Plan(dossier)
    kinds = (on_components, on_lines, on_questions, on_requests)
    order = ranked(advice for kind in kinds for advice in kind(dossier, plan))
    return list(_with_open(dossier, plan, order))


def _with_open(dossier: Dossier, plan: Plan, ranked: list[Advice]) -> Iterator[Advice]:
    """The advice in its order, each with the open recommendations that it is the first to serve."""
    told: set[Ref] = set()
    for advice in ranked:
        rows = [row for area in advice.areas for row in _of_area(dossier, plan, advice, area, told)]
        told |= {row.ref for row in rows}
        if not rows:
            yield advice
            continue
        step = _step(dossier, rows[0]) if _is_asked(dossier, advice, rows[0]) else ()
        yield replace(advice, asked=_told(dossier, rows), step=step)


def _of_area(
    dossier: Dossier, plan: Plan, advice: Advice, area: str, told: set[Ref]
) -> list[Recommendation]:
    """Open recommendations on an area that nothing has told yet, not even in other words."""
    rows = [
        row
        for row in plan.open
        if row.area == area and row.ref not in told and told.isdisjoint(row.repeats)
    ]
    asked = sorted(rows, key=lambda row: (not _is_asked(dossier, advice, row), not row.agencies))
    chosen: list[Recommendation] = []
    for row in asked:
        if not {other.ref for other in chosen} & set(row.repeats):
            chosen.append(row)
    return chosen[:_OPEN_OF_AREA]


def _is_asked(dossier: Dossier, advice: Advice, row: Recommendation) -> bool:
    return advice.who.name in dossier.agencies(row.agencies)


def _told(dossier: Dossier, rows: list[Recommendation]) -> Text:
    """What was asked, each with its source."""
    parts: list[str | Run | Text] = []
    for row in rows:
        parts += ["; " if parts else "", dossier.cited(row.topic), " ("]
        parts += [unlinked(dossier, row.ref), ")"]
    return words(dossier.text("Recommended before and still open: "), *parts, ".")


def _step(dossier: Dossier, row: Recommendation) -> Text:
    """What the addressee is asked for, as the work to begin with."""
    topic = dossier.cited(row.topic)
    is_word = topic[1:2].islower()
    small = f"{topic[0].lower()}{topic[1:]}" if is_word else topic
    return words(dossier.text("First step, as recommended before: {topic}.", topic=small))
