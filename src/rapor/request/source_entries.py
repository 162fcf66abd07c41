"""Entries that commands add to ``sources.yaml``: their keys, and the file's text with them."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from rapor.ground.errors import DataRejected, Problem

SOURCES = "sources.yaml"
_UNNAMED = "source"


def free_key(name: str, day: str, known: Mapping[str, Any], digest: str | None = None) -> str:
    """A key from a publisher's name and a day; what is another source gets a number behind.

    With ``digest``, an entry of the same file (``sha256``) is the same source.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or _UNNAMED
    key, count = f"{plain}-{day}", 1
    while key in known and (digest is None or known[key].get("sha256") != digest):
        count += 1
        key = f"{plain}-{day}-{count}"
    return key


def with_entries(before: str, added: Mapping[str, Any], shown: str) -> str:
    """The text of ``sources.yaml`` with entries at its end; what stands there is not touched.

    Raises ``DataRejected`` when the file is not a list of entries, so that nothing can be added
    behind them; ``shown`` is how errors name it.
    """
    if not added:
        return before
    text = f"{before.rstrip()}\n" if before.strip() else ""
    for key, entry in added.items():
        lines = yaml.safe_dump({key: entry}, sort_keys=False, allow_unicode=True, width=10_000)
        text += f"\n{lines}"
    if yaml.safe_load(text) != (yaml.safe_load(before) or {}) | dict(added):
        raise DataRejected(
            Problem(
                shown,
                "an entry cannot be added at its end",
                "entries in block style, one below the other",
                "write the file as key: and indented fields",
            )
        )
    return text
