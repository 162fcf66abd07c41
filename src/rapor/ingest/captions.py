"""Captions: how they read, with a number or without, above their table or below it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from rapor.ingest.document import TAB, DocumentLine, plain
from rapor.ingest.notes import Notes

CAPTION = re.compile(
    r"^\W*(?:(?:daftar|lanjutan|sambungan)\s+)?tabel\s+(?P<number>(?:T-)?(?:[IVXLC]+|[A-Z]|\d+)(?:[.-](?:[A-Z]|\d+)|\s?\.\s?\d{1,2}(?=[\s.:]))*)"
    r"(?:(?<=\d)|(?<=[.-][A-Z])|(?<=\s[IVXLC])|(?<=[IVXLC]{2}))(?!\w)"
    r"\s*[.:]?(?:\s*[-–—])?\s*(?P<title>[^\d\s].*|\s\d.*)?$",
    re.IGNORECASE,
)
"""``Tabel 3.11. …``, ``TABEL 2-1``, ``Tabel III.a``,
``Tabel IV``, ``Tabel T-C.33``, ``Tabel 3 . 1``."""
_UNNUMBERED = re.compile(r"^\W*(?i:tabel)\s+(?P<title>[A-Z]\S*(?:\s+\S+){0,15})$")
"""``Tabel Target RB General``: a title, for a sentence goes on in small letters."""


Part = tuple[str, list[DocumentLine]]
"""A table, a caption, a text, or blank lines."""


def unnumbered(line: DocumentLine, below: DocumentLine | None) -> str:
    """The title of a caption without a number, which has its table right below; else empty."""
    caption = _UNNUMBERED.match(plain(line.text))
    is_one = caption and below is not None and below.is_cells and not line.is_cells
    return caption["title"] if caption and is_one else ""


def captions_above(lines: list[DocumentLine], notes: Notes) -> list[DocumentLine]:
    """The lines with every caption above its table, as most documents print them.

    A caption stands below when its table has none above it; of several tables in a row, each with
    a caption after it, each has its caption below if the last has. Where the row ends with a
    table, nothing tells which caption is whose, and that is noted. Blank lines part a caption
    from the table above it, unless no caption of the document clearly stands above one.
    """
    parts = _over_page_ends(list(_parts([_unframed(line) for line in lines])))
    is_above = _stand_above([kind for kind, _ in parts if kind != "blank"])
    ordered: list[Part] = []
    owner = ""
    at = 0
    while at < len(parts):
        run = [] if owner else _run(parts, at, over_blanks=not is_above)
        tables = [each for each in run if parts[each][0] == "table"]
        captions = [each for each in run if parts[each][0] == "caption"]
        below = [kind for kind, _ in parts[run[-1] + 1 :]] if run else []
        if captions and len(captions) == len(tables) and not _is_of_two(below):
            for caption, table in zip(captions, tables, strict=True):
                ordered += [parts[caption], *parts[table:caption]]
            at = run[-1] + 1
            continue
        if captions:
            first = parts[at][1][0].number
            notes.doubt("caption_of_two", "", first, f"line:{first}")
        for part in parts[at : run[-1] + 1 if captions else at + 1]:
            owner = _owner(owner, part[0])
            ordered.append(part)
            at += 1
    return [line for _, part in ordered for line in part]


def _stand_above(kinds: list[str]) -> bool:
    """Whether a caption stands above a table, be its title between them, and below none."""
    return any(
        kind == "caption" and kinds[at - 1 : at] != ["table"] and _heads_table(kinds[at + 1 :])
        for at, kind in enumerate(kinds)
    )


def _heads_table(below: list[str]) -> bool:
    """Whether a table follows a caption, right below it or below the lines of its title."""
    return below[:1] == ["table"] or below[:2] == ["text", "table"]


def _is_of_two(below: list[str]) -> bool:
    """Whether a caption below a table can be that of the next one, which has none below it."""
    below = [kind for kind in below if kind != "blank"]
    after = below[below.index("table") + 1 :] if "table" in below else []
    return _heads_table(below) and after[:1] != ["caption"]


def _owner(before: str, kind: str) -> str:
    """Whose a table below a part is: of a ``caption`` that has none, or it goes on as a ``table``.

    Empty where a table would have nothing above it.
    """
    if kind in ("caption", "blank"):
        return kind if kind == "caption" else before
    if kind == "table":
        return "table" if before else ""
    return "caption" if before == "caption" else ""


def _over_page_ends(parts: list[Part]) -> list[Part]:
    """The parts; a table that another follows right over the end of its page is one with it."""
    made: list[Part] = []
    for kind, lines in parts:
        above = made[-2:]
        if kind == "table" and [name for name, _ in above] == ["table", "blank"]:
            page = above[0][1][-1].page
            if page and lines[0].page == page + 1:
                made[-2:] = [("table", above[0][1] + above[1][1] + lines)]
                continue
        made.append((kind, lines))
    return made


def _run(parts: list[Part], at: int, *, over_blanks: bool) -> list[int]:
    """Places of the tables and captions that follow each other in turn, from a table on."""
    run: list[int] = []
    for place in range(at, len(parts)):
        kind = parts[place][0]
        if kind == "blank" and (over_blanks or not run):
            continue
        if kind != ("caption" if len(run) % 2 else "table"):
            break
        run.append(place)
    return run if run and run[0] == at else []


def _unframed(line: DocumentLine) -> DocumentLine:
    """A caption that stands inside its table's frame, as a line of its own, is one all the same."""
    filled = [cell for cell in line.text.split(TAB) if cell.strip()]
    if line.is_cells and len(filled) == 1 and CAPTION.match(plain(filled[0])):
        return replace(line, text=filled[0], places=())
    return line


def _parts(lines: list[DocumentLine]) -> Iterator[Part]:
    """Lines as tables, captions, other text, and the blank ones between them."""

    def kind(line: DocumentLine) -> str:
        if line.is_blank:
            return "blank"
        if line.is_cells:
            return "table"
        return "caption" if CAPTION.match(plain(line.text)) else "text"

    for name, group in groupby(lines, kind):
        if name == "caption":
            yield from ((name, [line]) for line in group)
        else:
            yield name, list(group)
