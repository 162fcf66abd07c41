"""The page between cities: what they share, side by side, and why most of it has no rank."""

from rapor.report.compare.page import write_comparison

__all__ = ["write_comparison"]
