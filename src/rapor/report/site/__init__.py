"""The page from which all reports are found: what each says first, and a search over all lines."""

from rapor.report.site.listed import ListedReport, listed_report, write_on_request
from rapor.report.site.page import write_site

__all__ = ["ListedReport", "listed_report", "write_on_request", "write_site"]
