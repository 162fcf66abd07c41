"""The chapter: the official index, where its points are lost, and how it can be followed."""

from rapor.report.chapters.index.tables import (
    every_total,
    gains,
    index_table,
    reproduction,
    self_table,
    thematic,
)
from rapor.report.chapters.method import UNVERIFIED_ANCHOR, unverified_title
from rapor.report.charts import index_shares, waterfall
from rapor.report.components import ComponentView
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.length import FEW, left_to_appendix
from rapor.report.marked import with_marks
from rapor.report.sentences_on_index import compared, official_index
from rapor.write.content import Block, Chapter, Heading, ListBlock, Paragraph, Text, words

CODE = "index"
AREAS_ANCHOR = f"{CODE}-areas-all"
"""Where the appendix lists what the city scored itself."""
MOST_LOST = 3


def chapter(dossier: Dossier) -> Chapter:
    """The index of the year, or what is known instead."""
    text, index = dossier.text, dossier.index
    blocks: list[Block] = [Paragraph(official_index(dossier))]
    if any(part.row.official is not None for part in index):
        blocks += [
            *index_shares.blocks(dossier),
            index_table(dossier),
            *_section(text("Where points are lost"), "lost", _lost(index)),
            *waterfall.blocks(dossier),
            *gains(dossier),
            *_section(
                text("Self-assessment against official result"), "self", _self_assessed(index)
            ),
            *_section(
                text("Recomputed against printed"), "recomputed", _recomputed(dossier, index)
            ),
            *reproduction(dossier),
        ]
    blocks += [*_areas(dossier), *_unread(dossier), *thematic(dossier), *_series(dossier)]
    return Chapter(CODE, text("Bureaucratic reform index"), tuple(blocks))


def lists(dossier: Dossier) -> list[Block]:
    """Of the appendix: all parts that the city scored itself, and all printed totals."""
    blocks: list[Block] = []
    if len(areas := _scored_areas(dossier)) > FEW:
        blocks += [Heading(_areas_title(dossier), AREAS_ANCHOR), self_table(dossier, areas)]
    return [*blocks, *every_total(dossier)]


def _scored_areas(dossier: Dossier) -> list[ComponentView]:
    return [part for part in dossier.index if part.row.depth == 3 and part.row.self_ is not None]


def _areas_title(edition: Edition) -> str:
    return edition.text("Self-assessment by area")


def _areas(dossier: Dossier) -> list[Block]:
    """What the city scored itself within the components; many of them stand in the appendix."""
    areas = _scored_areas(dossier)
    if not areas:
        return []
    if len(areas) <= FEW:
        return [Heading(_areas_title(dossier), f"{CODE}-areas"), self_table(dossier, areas)]
    told = dossier.text(
        "The self-assessment scores {count} parts of the components.", count=len(areas)
    )
    return [left_to_appendix(dossier, told, _areas_title(dossier), AREAS_ANCHOR)]


def _unread(dossier: Dossier) -> list[Block]:
    """Where the weights of the scores are not read at a regulation, that, and where they stand."""
    instrument = dossier.catalogue.instrument(dossier.year)
    components = instrument.components if instrument else {}
    rows = (part.row for part in dossier.index)
    scored = [row for row in rows if row.official is not None or row.self_ is not None]
    known = (components.get(row.component) for row in scored)
    unread = sum(component is not None and not component.verified for component in known)
    if instrument is None or not unread:
        return []
    told = dossier.language.plural(
        "{count} weight of this chapter is that of {instrument} and is not verified.",
        "{count} weights of this chapter are those of {instrument} and are not verified.",
        unread,
        instrument=dossier.cited(instrument.code),
    )
    return [left_to_appendix(dossier, told, unverified_title(dossier), UNVERIFIED_ANCHOR)]


def _section(title: str, code: str, items: list[Text]) -> list[Block]:
    return [Heading(title, f"{CODE}-{code}"), ListBlock(tuple(items))] if items else []


def _lost(index: list[ComponentView]) -> list[Text]:
    """The components that lose most points, without those that only sum others."""
    components = sorted(
        (part for part in index if part.row.depth == 2 and part.row.lost is not None),
        key=lambda part: -(part.row.lost or 0.0),
    )
    return [
        words(
            with_marks(
                part.edition.language,
                "{component}: {lost} of {weight} points are lost; the official score is {score}.",
                component=part.row.label,
                lost=part.lost,
                weight=part.weight,
                score=part.official,
            )
        )
        for part in components[:MOST_LOST]
        if part.row.lost
    ]


def _self_assessed(index: list[ComponentView]) -> list[Text]:
    """Every comparable pair of scores; the ministry's is the one that counts."""
    return [
        words(
            with_marks(
                part.edition.language,
                "{component}: self-assessed {own}, official {official}, distance {gap}.",
                component=part.row.label,
                own=part.self_assessed,
                official=part.official,
                gap=part.distance,
            )
        )
        for part in compared(index)
    ]


def _recomputed(edition: Edition, index: list[ComponentView]) -> list[Text]:
    """Where the published figures give the printed score, and where they do not."""
    language, sentences = edition.language, list[str | Text]()
    printed = [part for part in index if part.row.official is not None]
    if same := sum(part.row.difference == 0 for part in printed):
        sentences.append(
            language.plural(
                "{count} printed score follows exactly from the published figures.",
                "{count} printed scores follow exactly from the published figures.",
                same,
            )
        )
    sentences += [_differs(part) for part in printed if part.row.difference]
    if unknown := [part.row.label for part in printed if part.row.recomputed is None]:
        sentences.append(
            language.text(
                "The printed scores of {components} cannot be derived from the published figures.",
                components=language.join(unknown),
            )
        )
    return [words(sentence) for sentence in sentences]


def _differs(part: ComponentView) -> Text:
    language = part.edition.language
    return with_marks(
        language,
        "{component}: {again} recomputed, {official} printed; {gap} is not explained by the"
        " published figures. The printed score stays in force.",
        component=part.row.label,
        again=language.number(part.row.recomputed or 0.0, 2),
        official=part.official,
        gap=language.number(abs(part.row.difference or 0.0), 2),
    )


def _series(edition: Edition) -> list[Block]:
    """Why no line is drawn from the values of another instrument to this year's."""
    now = edition.catalogue.instrument(edition.year)
    if now is None:
        return []
    instruments = edition.catalogue.instruments
    earlier = [instrument for instrument in instruments if instrument.first_year < now.first_year]
    if not earlier:
        return []
    before = max(earlier, key=lambda instrument: instrument.first_year)
    sentence = edition.text(
        "Index values before {first} follow {before}, from {first} on {now}: they are two series"
        " and are not compared.",
        first=now.first_year,
        before=edition.cited(before.code),
        now=edition.cited(now.code),
    )
    return [Paragraph(words(sentence))]
