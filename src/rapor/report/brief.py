"""Two pages for the mayor: the report card, and what there is to decide."""

from dataclasses import replace

from rapor.report.branding import branded
from rapor.report.chapters import conclusion
from rapor.report.dossier import Dossier
from rapor.report.front import front_page, running_head
from rapor.write.content import Chapter, Report

MOST = 6
"""Recommendations that fit the second page."""


def brief(dossier: Dossier) -> Report:
    """The first page of the report, then the recommendations in their order."""
    front = front_page(dossier)
    blocks = tuple(conclusion.recommendations(dossier, MOST))
    report = Report(
        language=dossier.language.code,
        running=running_head(dossier),
        front=replace(front, title=dossier.text("Brief on the road map evaluation")),
        chapters=(Chapter("brief", dossier.text("What to decide"), blocks),),
        is_short=True,
    )
    return branded(report, dossier.brand, dossier.language)
