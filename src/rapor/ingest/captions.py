"""Captions: how they read, with a number or without, above their table or below it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from rapor.ingest.document import TAB, DocumentLine, plain
from rapor.ingest.notes import Notes

CAPTION = re.compile(
    r"^\W*(?:(?:daftar|lanjutan|sambungan)\s+)?tabel\s+(?P<number>(?:T-)?(?:[IVXLC]+|[A-Z]|\d+)(?:[.-](?:[A-Z]|\d+))*)"
    r"(?:(?<=\d)|(?<=[.-][A-Z])|(?<=\s[IVXLC])|(?<=[IVXLC]{2}))(?!\w)"
    r"\s*[.:]?(?:\s*[-–—])?\s*(?P<title>[^\d\s].*|\s\d.*)?$",
    re.IGNORECASE,
)
"""``Tabel 3.11. …``, ``TABEL 2-1``, ``Tabel III.a``, ``Tabel IV``, ``Tabel T-C.33``."""
_UNNUMBERED = re.compile(r"^\W*(?i:tabel)\s+(?P<title>[A-Z]\S*(?:\s+\S+){0,15})$")
"""``Tabel Target RB General``: a title, for a sentence goes on in small letters."""


def unnumbered(line: DocumentLine, below: DocumentLine | None) -> str:
    """The title of a caption without a number, which has its table right below; else empty."""
    caption = _UNNUMBERED.match(plain(line.text))
    is_one = caption and below is not None and below.is_cells and not line.is_cells
    return caption["title"] if caption and is_one else ""


def captions_above(lines: list[DocumentLine], notes: Notes) -> list[DocumentLine]:
    """The lines with every caption above its table, as most documents print them.

    A caption stands below when its table has none above and it follows without a blank line;
    of several tables in such a row each has its caption below if the last has. Where the row
    ends with a table, nothing tells which caption is whose, and that is noted.
    """
    lines = [_unframed(line) for line in lines]
    ordered: list[DocumentLine] = []
    has_caption = False
    for is_gap, group in groupby(lines, lambda line: line.is_blank):
        stretch = list(group)
        if is_gap:
            ordered += stretch
            continue
        parts = list(_parts(stretch))
        kinds = [kind for kind, _ in parts]
        run = _first_run(kinds)
        starts_bare = run and kinds[run[0]] == "table" and not (has_caption and run[0] == 0)
        inside = [kinds[at] for at in run]
        if starts_bare and "caption" in inside:
            if inside[-1] == "caption" and inside == ["table", "caption"] * (len(inside) // 2):
                for at in run[::2]:
                    parts[at], parts[at + 1] = parts[at + 1], parts[at]
            else:
                first = parts[run[0]][1][0].number
                notes.doubt("caption_of_two", "", first, f"line:{first}")
        ordered += [line for _, part in parts for line in part]
        has_caption = _leaves_caption(kinds, before=has_caption)
    return ordered


def _unframed(line: DocumentLine) -> DocumentLine:
    """A caption that stands inside its table's frame, as a line of its own, is one all the same."""
    filled = [cell for cell in line.text.split(TAB) if cell.strip()]
    if line.is_cells and len(filled) == 1 and CAPTION.match(plain(filled[0])):
        return replace(line, text=filled[0], places=())
    return line


def _parts(lines: list[DocumentLine]) -> Iterator[tuple[str, list[DocumentLine]]]:
    """Lines without a blank one between them, as tables, captions and other text."""

    def kind(line: DocumentLine) -> str:
        if line.is_cells:
            return "table"
        return "caption" if CAPTION.match(plain(line.text)) else "text"

    for name, group in groupby(lines, kind):
        if name == "caption":
            yield from ((name, [line]) for line in group)
        else:
            yield name, list(group)


def _first_run(kinds: list[str]) -> list[int]:
    """Places of the first tables and captions that follow each other."""
    first = next((at for at, kind in enumerate(kinds) if kind == "table"), len(kinds))
    if first and kinds[first - 1] != "text":
        return []  # its caption stands right above
    run: list[int] = []
    for at in range(first, len(kinds)):
        if kinds[at] == "text":
            break
        run.append(at)
    return run


def _leaves_caption(kinds: list[str], *, before: bool) -> bool:
    """Whether what follows a stretch may stand below a caption of it, or of the one before."""
    if "caption" in kinds:
        return kinds[-1] in ("caption", "text") or kinds[0] == "caption"
    return before and set(kinds) <= {"table"}
