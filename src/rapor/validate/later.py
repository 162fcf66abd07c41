"""Putting off what a library imports and we do not use."""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec


def load_when_used(name: str) -> None:
    """Let the module ``name`` be loaded when something of it is first used.

    Whoever imports it gets a module that reads its code at the first look at it: half of what
    Great Expectations takes to load is the import of a module that none of our expectations
    calls. A module that is loaded already stays as it is.
    """
    spec = find_spec(name) if name not in sys.modules else None
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    parent, _, own = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], own, module)
