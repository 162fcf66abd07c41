"""What the appendix shows of the evidence: what was checked, and the pages of the documents.

Without the rows that each expectation looked at, a reader cannot tell a rule that found nothing
from one that looked at nothing.
"""

from collections.abc import Iterable, Iterator, Sequence

from rapor.catalogue.documents import PagePlace
from rapor.ground.ref import Ref, natural
from rapor.ground.tables import records
from rapor.ground.tables.tidy import Check
from rapor.ground.vocabularies import CHECKED_STAGES, SUITES
from rapor.report.edition import Edition
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import page_anchor
from rapor.write.content import (
    Block,
    Cell,
    Column,
    Facsimile,
    Heading,
    Mark,
    Paragraph,
    Row,
    Table,
    cell,
    words,
)


def checked(edition: SourcedEdition, anchor: str) -> list[Block]:
    """Heading, sentence and table of what was checked."""
    text = edition.text
    checks = records(Check, edition.tables["checks"])
    as_printed = {check.check: check for check in checks if check.stage == CHECKED_STAGES[0]}
    after = {check.check: check for check in checks if check.stage == CHECKED_STAGES[1]}
    idle = sum(not check.looked_at for check in as_printed.values())
    return [
        Heading(text("What was checked"), anchor),
        Paragraph(
            words(
                text(
                    "The tables were held to {count} expectations as printed, and again after the"
                    " decisions. Of {idle} of them the documents have nothing to look at. What is"
                    " not as expected is a finding, and stands in the chapter on findings; several"
                    " cells can be one finding.",
                    count=len(as_printed),
                    idle=idle,
                )
            )
        ),
        Table(
            anchor="table-checked",
            caption=text("Expectations, and what was looked at"),
            columns=(
                Column(text("Expected")),
                Column(text("Looked at"), "number"),
                Column(text("Not as expected"), "number"),
                Column(text("After the decisions"), "number"),
            ),
            rows=tuple(_rows(edition, list(as_printed.values()), after)),
            source=words("validation.json"),
        ),
    ]


def _rows(edition: Edition, checks: Sequence[Check], after: dict[str, Check]) -> Iterable[Row]:
    """Both suites, each in the order in which it is run."""
    titles = dict(
        zip(
            SUITES,
            (edition.text("Columns of the tables by themselves"), edition.text("Rules")),
            strict=True,
        )
    )
    order = [*edition.catalogue.rules]
    for suite, title in titles.items():
        yield Row((cell(title),), group=True)
        of_suite = [check for check in checks if check.suite == suite]
        if suite == SUITES[1]:
            of_suite.sort(key=lambda check: order.index(check.check))
        for check in of_suite:
            again = after[check.check]
            failed = check.failed if check.looked_at else None
            counts = (check.looked_at, failed, again.failed if again.looked_at else None)
            yield Row((cell(check.expects), *(_count(edition, count) for count in counts)))


def _count(edition: Edition, count: int | None) -> Cell:
    """How many; a dash where nothing was looked at, for that is not none."""
    return cell("–") if count is None else cell(edition.language.number(count), value=count)


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
