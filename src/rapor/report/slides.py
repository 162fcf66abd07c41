"""Eight slides for a meeting: where the city stands, why, and what there is to decide.

Every slide is a chapter of the same content as the report, so that it says the same figures.
Where a year lacks what a slide would show, the slide says what is known instead.
"""

from collections.abc import Iterator
from dataclasses import replace

from rapor.report.advice import sentence
from rapor.report.branding import letterhead_of
from rapor.report.card import area_strip, index_card, judgement
from rapor.report.chapters import conclusion, findings, summary
from rapor.report.charts import against_targets, index_shares, load, waterfall
from rapor.report.dossier import Dossier
from rapor.report.front import facts, front_page, running_head, state
from rapor.report.recommendations import recommended
from rapor.write.content import (
    Block,
    Chapter,
    Column,
    Figure,
    ListBlock,
    Paragraph,
    Report,
    Row,
    Run,
    Table,
    cell,
    words,
)

MOST = 5
"""Recommendations that are read from a screen; the brief and the report have the others."""
FEWEST = 2
"""Rows of a chart: fewer are said in words."""


def slides(dossier: Dossier) -> Report:
    """The slides of a year or half year, as a report whose chapters they are."""
    text, front = dossier.text, front_page(dossier)
    grouped = text("Change areas") if dossier.is_by_area else text("Goals and themes")
    made = (
        ("opening", f"{front.city} {front.period}", _opening(dossier, front.title)),
        ("index", text("Bureaucratic reform index"), tuple(_index(dossier))),
        ("areas", grouped, area_strip(dossier)),
        ("components", *_components(dossier)),
        ("lost", *_lost(dossier)),
        ("targets", *_targets(dossier)),
        ("advice", text("What to decide"), tuple(_advice(dossier))),
        ("data", text("State of the data"), tuple(_data(dossier))),
    )
    return Report(
        language=dossier.language.code,
        running=running_head(dossier),
        front=front,
        chapters=tuple(Chapter(code, title, blocks) for code, title, blocks in made),
        is_short=True,
        brand=dossier.brand,
        letterhead=tuple(letterhead_of(dossier.brand, dossier.language)),
    )


def _opening(dossier: Dossier, title: str) -> tuple[Block, ...]:
    named = tuple(words(Run(f"{name}: ", "strong"), value) for name, value in facts(dossier))
    return (
        Paragraph(words(Run(title, "strong"))),
        Paragraph(judgement(dossier)),
        ListBlock(named),
    )


def _index(dossier: Dossier) -> Iterator[Block]:
    """The index and its components in short; without one, also what can be concluded at all."""
    yield from index_card(dossier)
    if dossier.total is None or dossier.total.row.official is None:
        yield conclusion.conclusions(dossier)


Slide = tuple[str, tuple[Block, ...]]


def _figure(blocks: list[Block] | list[Figure]) -> Slide | None:
    """The first figure of some blocks as a slide: its title is what it says."""
    figure = next((block for block in blocks if isinstance(block, Figure)), None)
    if figure is None or figure.bars is None or len(figure.data.rows) < FEWEST:
        return None
    return figure.title, (Paragraph(words(figure.bars.unit)), figure)


def _components(dossier: Dossier) -> Slide:
    """Scores of the components; without an index, who carries what."""
    return _figure(index_shares.blocks(dossier)) or _carried(dossier)


def _carried(dossier: Dossier) -> Slide:
    return _figure(load.blocks(dossier)) or (
        dossier.text("Agencies"),
        (Paragraph(words(dossier.text("The road map names no agency for the year."))),),
    )


def _lost(dossier: Dossier) -> Slide:
    """Where points are lost; without an index, how many indicators of each area are known."""
    table = summary.areas(dossier)
    return _figure(waterfall.blocks(dossier)) or (
        table.caption,
        (replace(table, source=()),),
    )


def _targets(dossier: Dossier) -> Slide:
    """Results against targets on the scale; of few, what is said of each in words."""
    return _figure(against_targets.blocks(dossier)) or (
        dossier.text("Results"),
        tuple(summary.results(dossier)),
    )


def _advice(dossier: Dossier) -> Iterator[Block]:
    """The first recommendations: what, who, by when and what it adds; why, the report says."""
    every = conclusion.merged(dossier, recommended(dossier))
    if not every:
        yield from conclusion.recommendations(dossier, MOST)
        return
    text = dossier.text
    rows = (
        Row(
            (
                cell(str(number)),
                cell(sentence(item.what)),
                cell(item.who.told),
                cell(item.due),
                cell(item.adds),
            )
        )
        for number, item in enumerate(every[:MOST], start=1)
    )
    yield Table(
        anchor="table-recommendations",
        caption=text("Recommendations in their order"),
        columns=(
            Column(text("No."), "short"),
            Column(text("Recommendation")),
            Column(text("Lead")),
            Column(text("By when")),
            Column(text("Adds to the index")),
        ),
        rows=tuple(rows),
    ).without_empty_columns()


def _data(dossier: Dossier) -> Iterator[Block]:
    """How far the figures carry, and what the city is asked."""
    yield Paragraph(words(state(dossier)))
    questions = findings.questions(dossier, brief=True)
    if questions:
        yield Paragraph(words(Run(dossier.text("Questions to the local government"), "strong")))
        yield ListBlock(questions)
