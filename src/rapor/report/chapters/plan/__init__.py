"""Chapter 4: the action plan of the year and the quick wins, per area and agency."""

from rapor.report.chapters.plan.activities import chapter

__all__ = ["chapter"]
