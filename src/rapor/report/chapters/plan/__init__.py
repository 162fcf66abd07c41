"""Chapter 4: the action plan of the year and the quick wins, per area and agency."""

from rapor.report.chapters.plan.activities import chapter, lists

__all__ = ["chapter", "lists"]
