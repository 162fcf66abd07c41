"""The Word writer: the report as a document to be edited, printed and handed on.

It is written as elements of WordprocessingML rather than cell by cell through python-docx,
whose tables take time with the square of their rows.
"""

from pathlib import Path

from docx.document import Document

from rapor.ground.language import language
from rapor.write.content import Report
from rapor.write.word.anchors import Anchors
from rapor.write.word.blocks import Blocks
from rapor.write.word.contents import contents, fits_a_page
from rapor.write.word.figures import pictures
from rapor.write.word.front import front_page, title
from rapor.write.word.markup import clean
from rapor.write.word.opening import LOCALES, opened
from rapor.write.word.package import packed
from rapor.write.word.pages import Body
from rapor.write.word.text import Paper


def docx(report: Report, base: Path | None = None) -> bytes:
    """The report as a .docx file, on the project's own document or on the firm's ``base``.

    A firm's styles, page, headers and footers win; what they lack is added.

    Raises ``MissingInput`` and ``DataRejected`` for a ``base`` that cannot be used.
    """
    words = language(report.language)
    start = opened(report, words, base)
    paper = Paper(start.document, start.styles, Anchors(report), words, report.numbers)
    body = Body(start.document, start.pages, start.styles)
    blocks = Blocks(paper, body, pictures(report))
    front_page(paper, body, blocks, report.front)
    body.add(contents(paper, report))
    for place, chapter in enumerate(report.chapters):
        body.turn(landscape=False)
        number = str(chapter.number or "")
        new_page = not number or (place == 0 and fits_a_page(report, body.size[1]))
        body.add([blocks.heading(1, chapter.anchor, chapter.title, number, new_page=new_page)])
        blocks.write(chapter.blocks)
    body.finish()
    _describe(start.document, report)
    return packed(start.document)


def _describe(document: Document, report: Report) -> None:
    """Title, subject and language; no author is made up, and no time of the machine noted."""
    properties = document.core_properties
    for old in list(properties._element):  # noqa: SLF001 also what a firm's document had
        old.getparent().remove(old)
    properties.title = clean(f"{report.front.title}: {title(report.front)}")[:255]
    properties.subject = clean(report.running)[:255]
    properties.language = LOCALES[report.language]
