"""Evaluation: what the accepted tables say about a city's year.

Pure: accepted tables and the catalogue in, tables out; no files, no plotting.
"""

from rapor.evaluate.compare import compare_indices, compare_year, count_statuses
from rapor.evaluate.year import evaluate_year

__all__ = ["compare_indices", "compare_year", "count_statuses", "evaluate_year"]
