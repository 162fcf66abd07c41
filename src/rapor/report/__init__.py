"""From the evaluation of a year to the report that people read, and the page to find it."""

from rapor.report.compare import write_comparison
from rapor.report.site import ListedReport, listed_report, write_on_request, write_site
from rapor.report.writing import check_note, dossier_of, write_report

__all__ = [
    "ListedReport",
    "check_note",
    "dossier_of",
    "listed_report",
    "write_comparison",
    "write_on_request",
    "write_report",
    "write_site",
]
