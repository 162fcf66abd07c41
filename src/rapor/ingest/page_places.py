"""On which pages of a document rows stand that were read, with a picture of each table there."""

from collections.abc import Sequence
from pathlib import Path

from rapor.catalogue.pages import FILE, PagePlace, Places, pages_text, picture_name, read_pages
from rapor.ground.errors import Problems
from rapor.ground.paths import Home
from rapor.ground.ref import Line
from rapor.ingest.document import Box, DocumentLine
from rapor.ingest.pages.picture import photograph
from rapor.ingest.table_reader import ReadTable


def page_files(
    document: Path, tables: Sequence[ReadTable], home: Home, slug: str
) -> dict[str, str | bytes]:
    """``pages.csv`` and the tables' pictures by name; nothing for a document without pages.

    What is kept of the city's other documents stays. Raises ``DataRejected`` when the file that
    stands is not in form.
    """
    problems = Problems()
    names = {table.table for table in tables}
    kept = read_pages(home, slug, problems)
    problems.raise_if_any()
    own = places_of(tables)
    others = {line: parts for line, parts in kept.items() if line[0] not in names}
    if not own and others == kept:
        return {}
    return {FILE: pages_text({**others, **own}), **pictures_of(document, own)}


def pictures_of(document: Path, own: Places) -> dict[str, bytes]:
    """The pictures of a document's tables by the names of their files."""
    return {
        picture_name(table, place.page): photograph(
            document, place.page, Box(place.left, place.top, place.right, place.bottom)
        )
        for (table, row), parts in own.items()
        if row == 0
        for place in parts
    }


def places_of(tables: Sequence[ReadTable]) -> Places:
    """Where each row stands, and as row 0 its table with its head."""
    places: dict[Line, tuple[PagePlace, ...]] = {}
    for table in tables:
        lines = {line.number: line for block in table.printed.blocks for line in block}
        whole = _by_page(list(lines.values()))
        if whole:
            places[table.table, 0] = whole
        for number, row in enumerate(table.rows, start=1):
            parts = _by_page([lines[line] for line in row.lines if line in lines])
            if parts:
                places[table.table, number] = parts
    return places


def _by_page(lines: Sequence[DocumentLine]) -> tuple[PagePlace, ...]:
    """The box around the cells of some lines, for each page that they stand on."""
    boxes: dict[int, list[Box]] = {}
    for line in (line for line in lines if line.page):
        boxes.setdefault(line.page, []).extend(place.box for place in line.places if place)
    return tuple(
        PagePlace(
            page,
            min(box.left for box in of_page),
            min(box.top for box in of_page),
            max(box.right for box in of_page),
            max(box.bottom for box in of_page),
        )
        for page, of_page in sorted(boxes.items())
        if of_page
    )
