"""Chapter 5: the index, official, self-assessed and recomputed."""

from rapor.report.chapters.index.scores import chapter, lists

__all__ = ["chapter", "lists"]
