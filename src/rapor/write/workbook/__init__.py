"""The report's tables as an Excel workbook: a sheet each, to filter and to compute with."""

from rapor.write.workbook.writer import xlsx

__all__ = ["xlsx"]
