"""The PDF writer: the content model as data, set by a typst template of ours."""

from rapor.write.pdf.writer import pdf, picture

__all__ = ["pdf", "picture"]
