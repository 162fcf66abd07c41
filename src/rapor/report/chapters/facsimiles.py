"""The pages of the documents in the appendix: tables as printed, each row marked."""

from collections.abc import Iterable, Iterator

from rapor.catalogue.pages import PagePlace
from rapor.ground.ref import Ref, natural
from rapor.report.edition import Edition
from rapor.report.sources import page_anchor
from rapor.write.content import Block, Facsimile, Heading, Mark, Paragraph, words


def facsimiles(edition: Edition, tables: Iterable[str], anchor: str) -> list[Block]:
    """A section with the pictures of these tables; nothing where no document has pages."""
    pictures = [
        _facsimile(edition, table, place)
        for table in sorted(set(tables), key=natural)
        for place in edition.city.places.get((table, 0), ())
        if (table, place.page) in edition.city.pictures
    ]
    if not pictures:
        return []
    text = edition.text
    told = text(
        "Tables as their document prints them, with the numbers of the rows that figures come from."
        " The report shows the pictures as a web page and as PDF; there, sources lead to them."
    )
    return [Heading(text("Pages of the document"), anchor), Paragraph(words(told)), *pictures]


def _facsimile(edition: Edition, table: str, whole: PagePlace) -> Facsimile:
    name = edition.text("Table {table}, page {page}", table=table, page=whole.page)
    return Facsimile(
        anchor=f"{page_anchor(table, 0)}-{whole.page}",
        title=name,
        alternative=edition.text("{name}, as the document prints it", name=name),
        picture=edition.city.pictures[table, whole.page].read_bytes(),
        marks=tuple(_marks(edition, table, whole)),
    )


def _marks(edition: Edition, table: str, whole: PagePlace) -> Iterator[Mark]:
    """The rows of a table on one page; only the first part of a row has its anchor."""
    high = whole.bottom - whole.top or 1.0
    counted = edition.city.rows
    for row in sorted(row for name, row in edition.city.places if name == table and row):
        ref = Ref(table, row, "")
        parts = edition.city.places[table, row]
        for place in (place for place in parts if place.page == whole.page):
            yield Mark(
                page_anchor(table, row) if place is parts[0] else "",
                "" if counted.is_heading(ref) else str(counted.number(ref)),
                (place.top - whole.top) / high,
                (place.bottom - whole.top) / high,
            )
