"""The consultant's voice: ``notes/<year>.md``, a section per chapter.

A section begins with ``## `` and a chapter's code; blank lines part paragraphs, lines with
``- `` make a list. Figures are never typed: ``{sakip_score.realised}`` is put in from the
evaluation when the report is built, so a note cannot say another number than the table
beside it. ``{{`` and ``}}`` are braces. Everything else is plain text.

A reference is ``{indicator.field}`` for a line of the evaluation, ``{component.field}`` for
the index and its components (``{index.official}``, ``{enabler/fulfilment.self}``), or
``{count.status}`` for the counts of the first page. A figure that is missing has no
reference: a note that speaks of it is refused rather than left with a gap.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rapor.catalogue.names import nearest
from rapor.ground.errors import Problems
from rapor.ground.figures import figure, percent
from rapor.ground.files import read_text
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL, folder_of
from rapor.ground.text import not_drawn
from rapor.report.components import ComponentView
from rapor.report.dossier import Dossier
from rapor.report.lines import LineView
from rapor.write.content import Block, Chapter, Heading, ListBlock, Paragraph, Report, words

SECTION = "## "
ITEM = "- "
SUFFIX = {"id": "", "en": ".en"}
"""The Indonesian note is ``2023.md``; a report in another language takes only its own."""

_MARKUP = re.compile(r"</?[A-Za-z!][^>]*>|\*\*|!?\[[^\]]*\]\([^)]*\)|`")
_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")

Values = Mapping[str, str]
"""What a reference stands for, formatted in the report's language."""


def note_path(home: Home, slug: str, year: int, language: str, period: str = ANNUAL) -> Path:
    """Where the note of a city's year or half year is kept; it need not exist."""
    return home.raw(slug) / "notes" / f"{folder_of(year, period)}{SUFFIX[language]}.md"


def read_note(path: Path, shown: str, chapters: Mapping[str, str], values: Values) -> "Note":
    """Read a note and put its figures in; a note that does not exist says nothing.

    ``chapters`` gives the title of each chapter by code: a section may be named by either.

    Raises ``DataRejected`` with every problem: a section that is no chapter, text before the
    first section, a brace without its partner, markup, an unknown reference (with the
    nearest ones).
    """
    if not path.exists():
        return {}
    problems = Problems()
    named = {title.casefold(): code for code, title in chapters.items()}
    sections: dict[str, list[tuple[int, str]]] = {}
    current: list[tuple[int, str]] | None = None
    for number, line in enumerate(read_text(path, shown).splitlines(), start=1):
        where = f"{shown} line {number}"
        if line.startswith("#"):
            title = line.removeprefix(SECTION).strip()
            code = title if title in chapters else named.get(title.casefold(), "")
            current = sections.setdefault(code, [])
            if not line.startswith(SECTION) or not code:
                problems.add(
                    where,
                    f"{line.strip()[:60]!r} is no section",
                    f"'## ' and one of {', '.join(chapters)}",
                    "name the chapter that the section belongs to",
                )
        elif current is None:
            if line.strip():
                problems.add(
                    where, "text before the first section", "'## ' and a chapter", "add a section"
                )
        else:
            current.append((number, _filled(line, where, values, problems)))
    problems.raise_if_any()
    return {code: _blocks(lines) for code, lines in sections.items()}


Note = dict[str, tuple[Block, ...]]
"""Blocks of each section by chapter code."""


def with_note(report: Report, note: Note, title: str) -> Report:
    """The report with each section of the note at the end of its chapter, under ``title``.

    A section without a word says nothing, and gets no heading.
    """

    def noted(chapter: Chapter) -> Chapter:
        if not note.get(chapter.code):
            return chapter
        heading = Heading(title, f"{chapter.code}-note")
        return replace(chapter, blocks=(*chapter.blocks, heading, *note[chapter.code]))

    return replace(report, chapters=tuple(noted(chapter) for chapter in report.chapters))


def _filled(line: str, where: str, values: Values, problems: Problems) -> str:
    """The line with its references filled in; what is wrong with it goes to ``problems``."""
    if markup := _MARKUP.search(line):
        problems.add(where, f"markup {markup[0][:40]!r}", "plain text", "write it without markup")

    if lost := not_drawn(line):
        step = "write it without, for the report's typefaces lack it"
        problems.add(where, f"the sign {lost}", "letters, figures and marks", step)

    def fill(match: re.Match[str]) -> str:
        if match[0] in ("{{", "}}"):
            return match[0][0]
        if match[1] is None:
            problems.add(
                where,
                f"{match[0]!r} without its partner",
                "{reference}, or {{ and }} for braces",
                "close the reference, or double the brace",
            )
            return match[0]
        return _value(match[1].strip(), where, values, problems)

    return _PIECE.sub(fill, line)


def _value(reference: str, where: str, values: Values, problems: Problems) -> str:
    if reference in values:
        return values[reference]
    likely = nearest(reference, values)
    problems.add(
        where,
        f"unknown reference {{{reference[:60]}}}",
        ", ".join(f"{{{name}}}" for name in likely) or "a reference such as {sakip_score.realised}",
        "correct the reference",
    )
    return ""


def _blocks(lines: list[tuple[int, str]]) -> tuple[Block, ...]:
    """Paragraphs and lists of a section."""
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", "\n".join(text for _, text in lines)):
        rows = [row.strip() for row in part.splitlines() if row.strip()]
        if not rows:
            continue
        if all(row.startswith(ITEM) for row in rows):
            blocks.append(ListBlock(tuple(words(row.removeprefix(ITEM)) for row in rows)))
        else:
            blocks.append(Paragraph(words(" ".join(rows))))
    return tuple(blocks)


def references(dossier: Dossier) -> dict[str, str]:
    """What a note may refer to: every figure of the evaluation, as the report words it."""
    values = {f"count.{status}": str(number) for status, number in dossier.counts.items()}
    values["count.indicators"] = str(len(dossier.planned))
    values["count.realised"] = str(len(dossier.realised))
    for line in dossier.lines:
        values |= {f"{line.row.indicator}.{name}": text for name, text in _of_line(line)}
    for part in dossier.index:
        values |= {f"{part.row.component}.{name}": text for name, text in _of_component(part)}
    return {reference: text for reference, text in values.items() if text}


def _of_line(line: LineView) -> list[tuple[str, str]]:
    shares = [
        (name, percent(line.language, share))
        for name in ("achievement_pct", "scale_pct", "path_pct")
        if (share := getattr(line.row, name)) is not None
    ]
    return [
        ("name", line.name),
        ("target", str(line.target)),
        ("realised", str(line.realised)),
        ("baseline", str(line.baseline)),
        ("end_target", str(line.end_target)),
        ("gap", str(line.gap) if line.row.gap is not None else ""),
        ("category", line.row.category),
        ("status", line.status_word),
        *shares,
    ]


def _of_component(part: ComponentView) -> list[tuple[str, str]]:
    language, row = part.edition.language, part.row
    computed = (("recomputed", row.recomputed), ("lost", row.lost), ("weight", row.weight))
    return [
        ("name", row.label),
        ("grade", row.grade),
        ("official", str(part.official)),
        ("self", str(part.self_assessed)),
        *((name, figure(language, value)) for name, value in computed if value is not None),
    ]
