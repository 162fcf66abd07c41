"""Rapor RB: evaluation reports of Indonesian cities' bureaucratic-reform road maps.

``rapor.open("binjai").evaluation(2023).indicators``: see ``rapor.run.workspace``.
"""

from importlib import import_module

__all__ = ["check_parameters", "choose", "compare", "jobs", "new_city", "open"]
__all__ += ["overview", "show", "survey", "take_over"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'rapor' has no attribute {name!r}")
    workspace = import_module("rapor.run.workspace")  # heavy: loaded when it is asked for
    return getattr(workspace, f"{name}_city" if name == "open" else name)


def __dir__() -> list[str]:
    return __all__
