"""What a page in a browser says of the one of many cities that its reader chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ROW_LINE = "row:"
"""Begins the name of a figure's line of the whole scale, on which a page sets ``OfEach.places``."""


@dataclass(frozen=True)
class OfEach:
    """What a page in a browser says of the one of many cities that its reader chooses.

    ``names`` are those to choose from by code, ``reports`` the relative addresses of their own
    reports. ``cells`` are what stands beside a row of a table, by the row's anchor and the code;
    ``places`` where a figure has a mark, in per cent, by the name of the figure's row and the code.
    """

    names: Mapping[str, str]
    reports: Mapping[str, str]
    cells: Mapping[str, Mapping[str, str]]
    places: Mapping[str, Mapping[str, float]]

    @property
    def listed(self) -> dict[str, object]:
        """All of it as lists in the order of the codes, for a script."""
        codes = list(self.names)
        return {
            "codes": codes,
            "names": list(self.names.values()),
            "reports": [self.reports.get(code, "") for code in codes],
            "cells": _in_order(self.cells, codes, ""),
            "places": _in_order(self.places, codes, None),
        }


def _in_order(
    rows: Mapping[str, Mapping[str, object]], codes: Sequence[str], missing: object
) -> dict[str, list[object]]:
    return {row: [of.get(code, missing) for code in codes] for row, of in rows.items()}
