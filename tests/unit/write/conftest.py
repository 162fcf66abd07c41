"""The made-up city's two years, for tests of how a report is written."""

from made_up_report import full, home, thin

__all__ = ["full", "home", "thin"]
