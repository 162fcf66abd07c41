"""A PDF as its reader finds it: words, links, bookmarks, fonts."""

import io
import re

from pypdf import PdfReader

from rapor.write.content import Chapter, FrontPage, Report
from rapor.write.pdf import pdf


def opened(report):
    """The report's PDF, opened."""
    return PdfReader(io.BytesIO(pdf(report)))


def squeezed(text):
    """A text without white space: where lines end is not what a test is about."""
    return re.sub(r"\s", "", text)


def words_of(reader):
    """All words of all pages, without white space."""
    return "".join(squeezed(page.extract_text()) for page in reader.pages)


def bookmarks(reader):
    """Titles of the bookmarks of the first level."""
    return [entry["/Title"] for entry in reader.outline if not isinstance(entry, list)]


def links(reader):
    """Web addresses that are led to, and places inside the document."""
    outside, inside = [], []
    for page in reader.pages:
        for annotation in page.get("/Annots") or ():
            note = annotation.get_object()
            action = note.get("/A", {})
            if "/URI" in action:
                outside.append(action["/URI"])
            else:
                inside.append(note.get("/Dest") or action["/D"])
    return outside, inside


def fonts(reader):
    """Names of the embedded fonts, without the mark of their subset."""
    families = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert (
                "/FontFile2" in inner["/FontDescriptor"] or "/FontFile3" in inner["/FontDescriptor"]
            )
            families.add(inner["/BaseFont"].split("+")[1])
    return families


def report_of(*blocks, city="Kota Contoh"):
    """A report of one chapter with these blocks."""
    return Report(
        language="en",
        running="Evaluation, Kota Contoh 2023 (draft)",
        front=FrontPage("Evaluation", city, 2023, (("State", "Draft"),), ()),
        chapters=(Chapter("one", "First chapter", blocks, 1),),
    )
