"""Columns that hold persons: a survey needs none, so an export with one is refused.

By its head, by what its cells look like, and, where nobody knows what a column is, by cells that
are different names. No error quotes a cell.
"""

import re
from collections.abc import Collection, Iterator

import pandas as pd

from rapor.catalogue.names import fold
from rapor.catalogue.surveys import Personal
from rapor.ground.errors import Problems
from rapor.request.respondents import Export, lines_of

_WORDS_BEHIND = 2
"""Words behind a phrase that may say that it is a thing's: 'nama jenis layanan'."""
_STEP = "delete the column in a copy of the export; a survey needs no persons"


def head_form(head: str) -> str:
    """A head as heads are compared: words without case, punctuation, strokes and underscores."""
    return " ".join(fold(head.replace("_", " ").replace("/", " ")).split())


def refuse_persons(
    export: Export, personal: Personal, *, known: Collection[str], problems: Problems
) -> None:
    """Note every column that holds persons.

    ``known`` are the heads whose meaning is known: they are not looked at for names by content.
    """
    for head in export.heads:
        cells = export.rows[head]
        filled = cells[cells != ""]
        if not len(filled):
            continue  # KoboToolbox exports some columns that hold nothing
        kinds = dict(_of_head(head, personal))
        kinds |= dict(_of_content(filled, personal))
        if not kinds and head not in known and _are_names(filled, personal):
            kinds = {"name": "its cells look like names"}
        for kind, why in kinds.items():
            where = f"{export.name} column {head[:80]!r}"
            problems.add(where, f"holds persons ({kind}): {why}", "no such column", _STEP)


def _of_head(head: str, personal: Personal) -> Iterator[tuple[str, str]]:
    """The first kind that the head names: an e-mail address is no address."""
    words = f" {head_form(head)} "
    for kind, phrases in personal.heads.items():
        for phrase in map(head_form, phrases):
            _, is_there, rest = words.partition(f" {phrase} ")
            if is_there and not personal.unless & set(rest.split()[:_WORDS_BEHIND]):
                yield kind, "by its head"
                return


def _of_content(filled: pd.Series, personal: Personal) -> Iterator[tuple[str, str]]:
    cells = pd.Series(filled.unique())
    for kind, pattern in personal.contents.items():
        looks = cells[cells.str.contains(pattern)]
        if len(looks):
            rows = [int(row) for row in filled.index[filled.isin(looks)]]
            yield kind, f"by {len(rows)} cells, in rows {lines_of(rows)}"


def _are_names(filled: pd.Series, personal: Personal) -> bool:
    """Whether most cells are names, all of them different: a group or a unit comes back."""
    if len(filled) < personal.names_from:
        return False
    different = pd.Series(filled.unique()).str.title()
    form = re.compile(personal.names)
    return int(different.str.fullmatch(form).sum()) >= personal.names_share * len(filled)
