"""The report as a Word document, on a document of the project's own or on a firm's."""

from rapor.write.word.base_document import check_base
from rapor.write.word.writer import docx

__all__ = ["check_base", "docx"]
