"""From the evaluation of a year to the report that people read."""

from rapor.report.writing import write_report

__all__ = ["write_report"]
