"""Who writes each format of a report; all write the same content."""

from collections.abc import Callable, Mapping

from rapor.write.content import Report
from rapor.write.html import html
from rapor.write.pdf import pdf
from rapor.write.word import docx
from rapor.write.workbook import xlsx

Writers = Mapping[str, Callable[[Report], bytes]]
WRITERS: Writers = {"html": html, "docx": docx, "pdf": pdf, "xlsx": xlsx}
"""By the ending of the file."""
