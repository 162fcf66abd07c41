"""Rapor RB: evaluation reports of Indonesian cities' bureaucratic-reform road maps.

``rapor.open("binjai").evaluation(2023).indicators`` is the way in, from a notebook as from a
script of one's own; ``rapor.run.workspace`` tells all of it and is loaded when first asked for.
"""

from importlib import import_module
from typing import Any

_OFFERED = {
    "check_parameters": "check_injected",
    "choose": "choose",
    "compare": "compare",
    "open": "open_city",
    "overview": "overview",
    "show": "show",
}
"""What the package offers, and what it is called where it stands."""


def __getattr__(name: str) -> Any:
    if name not in _OFFERED:
        raise AttributeError(f"module 'rapor' has no attribute {name!r}")
    return getattr(import_module("rapor.run.workspace"), _OFFERED[name])


def __dir__() -> list[str]:
    return list(_OFFERED)
