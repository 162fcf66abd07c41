"""The PDF writer: the content model as data, set by a typst template of ours."""

from rapor.write.pdf.writer import pdf

__all__ = ["pdf"]
