"""Short forms of a report: two pages for the mayor, and what it says of one agency."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from rapor.report import rounds
from rapor.report.advice import Addressee, Advice
from rapor.report.branding import branded
from rapor.report.chapters import achievement, conclusion, followup, requests
from rapor.report.chapters.plan.activities import of_year
from rapor.report.dossier import Dossier
from rapor.report.front import facts, front_page, running_head
from rapor.report.length import without_repeats
from rapor.report.status import STATUSES
from rapor.write.content import (
    Block,
    Chapter,
    Count,
    FrontPage,
    ListBlock,
    Paragraph,
    Report,
    Section,
    Tally,
    words,
)

MOST = 6
"""Recommendations that fit the second page."""

_BY_AGENCY = (
    *("indicators", "plan", "action_plan", "recommendations", "follow_up", "absorption"),
    "progress",
)
"""Tables whose rows name their agencies, and of which an extract holds its own."""


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


def agencies_of(dossier: Dossier) -> list[str]:
    """Codes of the agencies that carry an indicator of the road map or an activity of the year."""
    named = (code for line in dossier.planned for code in line.row.agencies.split(";"))
    planned = (code for codes in dossier.tables["plan"]["agencies"] for code in codes.split(";"))
    return sorted({code for code in (*named, *planned) if code})


def extract(dossier: Dossier, agency: str, advice: list[Advice]) -> Report:
    """The extract of an agency by its code; ``advice`` is all that the report recommends."""
    own, name = _of_agency(dossier, agency), dossier.agencies(agency)[0]
    report = Report(
        language=dossier.language.code,
        running=running_head(dossier),
        front=_front(own, agency, [item for item in advice if item.who == Addressee(name, name)]),
        chapters=tuple(
            without_repeats(own, chapter) for chapter in _chapters(own) if chapter.blocks
        ),
        is_short=True,
    )
    return branded(report, dossier.brand, dossier.language)


def _of_agency(dossier: Dossier, agency: str) -> Dossier:
    """The dossier with those rows alone that name the agency."""

    def of_agency(frame: pd.DataFrame) -> pd.DataFrame:
        named = frame["agencies" if "agencies" in frame else "agency"]
        return frame.loc[[agency in codes.split(";") for codes in named]]

    tables = {name: of_agency(dossier.tables[name]) for name in _BY_AGENCY}
    return replace(dossier, tables=dossier.tables | tables)


def _front(own: Dossier, agency: str, advice: list[Advice]) -> FrontPage:
    text = own.text
    counts = tuple(
        Count(own.language.number(count), own.status_word(status), STATUSES[status].symbol, status)
        for status, count in own.counts.items()
        if count
    )
    activities = len(own.tables["plan"])
    named = {"name": own.agencies_told(agency), "indicators": len(own.planned)}
    told = text("The road map gives {name} {indicators} indicators.", **named)
    if activities:
        told = text(
            "The road map gives {name} {indicators} indicators, and {activities} activities with a"
            " target of {year}.",
            activities=activities,
            year=own.year,
            **named,
        )
    asked = [item.instruction for item in advice if item.kind == "request"]
    others = [item.instruction for item in advice if item.kind != "request"]
    sections: list[tuple[str, tuple[Block, ...]]] = [
        (text("Indicators"), (Tally(counts), Paragraph(words(told)))),
        (text("To do first"), (ListBlock(tuple(others), ordered=True),) if others else ()),
        (text("Data still requested"), (ListBlock(tuple(asked)),) if asked else ()),
    ]
    return FrontPage(
        title=text("Extract for an agency, road map evaluation of {city}", city=own.facts.name),
        city=own.agencies(agency)[0],
        year=own.year,
        facts=facts(own),
        sections=tuple(Section(title, blocks) for title, blocks in sections if blocks),
    )


def _chapters(own: Dossier) -> Iterator[Chapter]:
    """The agency's part of the report's chapters, without charts."""
    if own.planned:
        yield Chapter(
            achievement.CODE,
            own.text("Goals, targets and indicators"),
            tuple(achievement.by_group(own)),
        )
    if len(own.tables["plan"]):
        yield Chapter("plan", own.text("Activities"), tuple(of_year(own)))
    if told := (*followup.by_origin(own), *rounds.followed(own)):
        yield replace(followup.chapter(own), blocks=told)
    if own.with_status("no_data"):
        yield replace(requests.chapter(own), blocks=(requests.table(own),))
