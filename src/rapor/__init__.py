"""Rapor RB: evaluation reports of Indonesian cities' bureaucratic-reform road maps.

``rapor.open("binjai").evaluation(2023).indicators`` is the way in, from a notebook as from a
script of one's own; ``rapor.run.workspace`` tells all of it and is loaded when first asked for.
"""

from importlib import import_module
from typing import Any

__all__ = ["choose", "compare", "open", "overview", "show"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'rapor' has no attribute {name!r}")
    return getattr(import_module("rapor.run.workspace"), f"{name}_city" if name == "open" else name)


def __dir__() -> list[str]:
    return __all__
