"""The PDF writer: the content model as data, set by a typst template of ours."""

from rapor.report.pdf.setting import pdf

__all__ = ["pdf"]
