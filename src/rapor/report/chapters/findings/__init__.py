"""Chapter 8: what is wrong with the documents, what was decided, what is asked of the city."""

from rapor.report.chapters.findings.decisions import chapter

__all__ = ["chapter"]
