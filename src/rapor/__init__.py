"""Rapor RB: annual evaluation reports of cities' bureaucratic-reform road maps."""

from importlib.metadata import version

__version__ = version("rapor-rb")
