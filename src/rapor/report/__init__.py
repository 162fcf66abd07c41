"""From the evaluation of a year to the report that people read."""

from rapor.report.compare import write_comparison
from rapor.report.writing import write_report, write_word

__all__ = ["write_comparison", "write_report", "write_word"]
