"""The whole report: front page, then the chapters in the order of the evaluation duty.

A chapter keeps its code for good; its number is its place among those that are built.
"""

from collections.abc import Callable
from dataclasses import replace

from rapor.report.chapters import (
    achievement,
    appendix,
    conclusion,
    findings,
    followup,
    index,
    method,
    plan,
    requests,
    summary,
    trajectory,
)
from rapor.report.dossier import Dossier
from rapor.report.front import front_page, running_head
from rapor.write.content import Chapter, Report

CHAPTERS: tuple[Callable[[Dossier], Chapter], ...] = (
    summary.chapter,
    method.chapter,
    achievement.chapter,
    plan.chapter,
    index.chapter,
    trajectory.chapter,
    followup.chapter,
    findings.chapter,
    requests.chapter,
    conclusion.chapter,
)
"""The numbered chapters, in order; the appendix follows without a number."""


def assemble(dossier: Dossier) -> Report:
    """The content of the report of a dossier."""
    numbered = tuple(
        replace(build(dossier), number=number) for number, build in enumerate(CHAPTERS, start=1)
    )
    return Report(
        language=dossier.language.code,
        running=running_head(dossier),
        front=front_page(dossier),
        chapters=(*numbered, appendix.chapter(dossier)),
    )
