"""A report in the brand of whoever writes it: facts, signature, and the colours of its charts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rapor.ground.language import Language
from rapor.report.charts.style import Drawn
from rapor.write.brand import HOUSE, Brand
from rapor.write.content import (
    Block,
    Chapter,
    Figure,
    Heading,
    Paragraph,
    Report,
    Run,
    words,
)

_BLANK = "\u00a0"
"""A line to sign on."""


def branded(report: Report, brand: Brand, language: Language) -> Report:
    """The report as a brand has it; the same one where there is no brand."""
    if not brand.is_given:
        return report
    sections = tuple(
        replace(part, blocks=_coloured(part.blocks, brand)) for part in report.front.sections
    )
    front = replace(report.front, sections=sections)
    chapters = [replace(part, blocks=_coloured(part.blocks, brand)) for part in report.chapters]
    letterhead = tuple(letterhead_of(brand, language))
    signed = tuple(_signature(brand, language))
    if signed and chapters:
        numbered = [place for place, part in enumerate(chapters) if part.number is not None]
        place = numbered[-1] if numbered else len(chapters) - 1
        chapters[place] = _with(chapters[place], signed)
    return replace(
        report, front=front, chapters=tuple(chapters), brand=brand, letterhead=letterhead
    )


def _with(chapter: Chapter, blocks: tuple[Block, ...]) -> Chapter:
    return replace(chapter, blocks=(*chapter.blocks, *blocks))


def letterhead_of(brand: Brand, language: Language) -> Iterator[str]:
    """The lines of the letterhead: name, address, who wrote it, and the letter that it goes with.

    The first is empty where the brand has no name, for it is set in bold.
    """
    named = (
        (language.text("Author"), brand.author),
        (language.text("Number of the letter"), brand.letter),
    )
    lines = [*brand.address.splitlines(), *(f"{name}: {held}" for name, held in named if held)]
    if brand.name or lines:
        yield brand.name
        yield from lines


def _signature(brand: Brand, language: Language) -> Iterator[Block]:
    """The block in which the report is signed; nothing where nobody is named."""
    if not brand.signature:
        return
    day = brand.signed("date")
    at = [brand.signed("place"), language.date(date.fromisoformat(day)) if day else ""]
    place = ", ".join(filter(None, at))
    yield Heading(language.text("Signature"), "signature")
    lines = (place, brand.signed("role"), _BLANK, _BLANK)
    for line in filter(None, lines):
        yield Paragraph(words(line))
    yield Paragraph(words(Run(brand.signed("name"), "strong")))
    if brand.signed("number"):
        yield Paragraph(words(brand.signed("number")))


def _coloured(blocks: tuple[Block, ...], brand: Brand) -> tuple[Block, ...]:
    """The blocks with charts in the colours and the family of the brand."""
    colours = {HOUSE.accent: brand.accent, HOUSE.second: brand.second}
    if brand.typeface is None and all(old == new for old, new in colours.items()):
        return blocks
    return tuple(
        replace(block, drawing=block.drawing.in_brand(colours, brand.typeface))
        if isinstance(block, Figure) and isinstance(block.drawing, Drawn)
        else block
        for block in blocks
    )
