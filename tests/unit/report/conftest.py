"""The made-up city's two years, for tests of what a report says."""

from made_up_report import full, home, thin

__all__ = ["full", "home", "thin"]
