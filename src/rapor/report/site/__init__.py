"""The page from which all reports are found: what each says first, and a search over all lines."""

from rapor.report.site.entries import Entry, entry
from rapor.report.site.on_request import write_on_request
from rapor.report.site.writing import write_site

__all__ = ["Entry", "entry", "write_on_request", "write_site"]
