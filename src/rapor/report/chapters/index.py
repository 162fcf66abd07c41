"""Chapter 5: the index, official, self-assessed and recomputed."""

from rapor.report.chapters.index_engine import gains, reproduction, thematic
from rapor.report.chapters.index_tables import index_table, self_table
from rapor.report.charts import index_shares, waterfall
from rapor.report.dossier import Dossier
from rapor.report.rows import IndexLine
from rapor.report.standing import compared, difference, official_index, score
from rapor.write.content import (
    Block,
    Chapter,
    Heading,
    ListBlock,
    Paragraph,
    Text,
    words,
)

CODE = "index"
MOST_LOST = 3


def chapter(dossier: Dossier) -> Chapter:
    """The index of the year, or what is known instead."""
    language = dossier.language
    blocks: list[Block] = [Paragraph(official_index(dossier))]
    if any(line.official is not None for line in dossier.index):
        blocks += [
            *index_shares.blocks(dossier),
            index_table(dossier),
            *_said(language.text("Where points are lost"), "lost", _lost(dossier)),
            *waterfall.blocks(dossier),
            *gains(dossier),
            *_said(
                language.text("Self-assessment against official result"),
                "self",
                _self(dossier),
            ),
            *_said(
                language.text("Recomputed against printed"),
                "recomputed",
                _recomputed(dossier),
            ),
            *reproduction(dossier),
        ]
    areas = [line for line in dossier.index if line.depth == 3 and line.self_ is not None]
    if areas:
        blocks += [
            Heading(language.text("Self-assessment by area"), f"{CODE}-areas"),
            self_table(dossier, areas),
        ]
    blocks += [*thematic(dossier), *_series(dossier)]
    return Chapter(CODE, language.text("Bureaucratic reform index"), tuple(blocks))


def _said(title: str, part: str, items: list[Text]) -> list[Block]:
    return [Heading(title, f"{CODE}-{part}"), ListBlock(tuple(items))] if items else []


def _lost(dossier: Dossier) -> list[Text]:
    """The components that lose most points, without those that only sum others."""
    language = dossier.language
    lines = sorted(
        (line for line in dossier.index if line.depth == 2 and line.lost is not None),
        key=lambda line: -(line.lost or 0.0),
    )
    return [
        words(
            language.text(
                "{component}: {lost} of {weight} points are lost; the official score is {score}.",
                component=line.label,
                lost=language.number(line.lost or 0.0, 2),
                weight=language.number(line.weight or 0.0, 2),
                score=score(dossier, line.official or 0.0, line.official_ref),
            )
        )
        for line in lines[:MOST_LOST]
        if line.lost
    ]


def _self(dossier: Dossier) -> list[Text]:
    """Every comparable pair of scores; the ministry's is the one that counts."""
    language = dossier.language
    return [
        words(
            language.text(
                "{component}: self-assessed {own}, official {official}, distance {gap}.",
                component=line.label,
                own=score(dossier, line.self_ or 0.0, line.self_ref),
                official=score(dossier, line.official or 0.0, line.official_ref),
                gap=difference(dossier, line),
            )
        )
        for line in compared(dossier)
    ]


def _recomputed(dossier: Dossier) -> list[Text]:
    """Where the published figures give the printed score, and where they do not."""
    language = dossier.language
    lines = [line for line in dossier.index if line.official is not None]
    same = [line for line in lines if line.difference == 0]
    unknown = [line.label for line in lines if line.recomputed is None]
    found = []
    if same:
        said = language.plural(
            "{count} printed score follows exactly from the published figures.",
            "{count} printed scores follow exactly from the published figures.",
            len(same),
        )
        found.append(words(said))
    found += [words(_differs(dossier, line)) for line in lines if line.difference]
    if unknown:
        said = language.text(
            "The printed scores of {components} cannot be derived from the published figures.",
            components=language.join(unknown),
        )
        found.append(words(said))
    return found


def _differs(dossier: Dossier, line: IndexLine) -> str:
    language, gap = dossier.language, line.difference or 0.0
    return language.text(
        "{component}: {again} recomputed, {official} printed; {gap} is not explained by the"
        " published figures. The printed score stays in force.",
        component=line.label,
        again=language.number(line.recomputed or 0.0, 2),
        official=score(dossier, line.official or 0.0, line.official_ref),
        gap=language.number(abs(gap), 2),
    )


def _series(dossier: Dossier) -> list[Block]:
    """Why no line is drawn from the values of another instrument to this year's."""
    now = dossier.catalogue.instrument(dossier.year)
    if now is None:
        return []
    earlier = [one for one in dossier.catalogue.instruments if one.first_year < now.first_year]
    if not earlier:
        return []
    before = max(earlier, key=lambda one: one.first_year)
    said = dossier.language.text(
        "Index values before {first} follow {before}, from {first} on {now}: they are two series"
        " and are not compared.",
        first=now.first_year,
        before=before.code,
        now=now.code,
    )
    return [Paragraph(words(said))]
