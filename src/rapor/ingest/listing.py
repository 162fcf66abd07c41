"""Lists and findings in sentences: of these only the place is carried, not the sentence."""

import re
from collections.abc import Sequence

from rapor.catalogue.names import fold
from rapor.ingest.document import Line
from rapor.ingest.outline import looks_like_title
from rapor.ingest.words import KIND_WORDS, OFFICIAL, first_match

_ITEM = re.compile(r"^(?:[-•]\s*)?(?P<number>\d{1,2}|[a-z])[.)]\s+(?P<text>\S.*)$")


def is_list_heading(titles: Sequence[str]) -> bool:
    """Whether a list of recommendations or of priorities stands below a heading."""
    return any(_heads_list(fold(title)) for title in titles)


def _heads_list(title: str) -> bool:
    kind = first_match(KIND_WORDS, title)
    return (kind == "recommendations" and len(title.split()) <= 3) or (
        kind == "priorities" and title.startswith("prioritas")
    )


def announces_list(line: Line, titles: Sequence[str]) -> bool:
    """Whether a sentence of the ministry's result announces a list: it ends in a colon."""
    is_official = any(OFFICIAL.search(fold(title)) for title in titles)
    return is_official and line.text.rstrip().endswith(":")


def announced_items(lines: list[Line]) -> list[tuple[Line, str]]:
    """The items of the lettered list right below a sentence; none where no list follows.

    A numbered list there is the order of the sentences themselves.
    """
    items = list_items(lines, introduced=True)
    return items if len(items) > 1 and items[0][1].isalpha() else []


def list_items(lines: list[Line], *, introduced: bool = False) -> list[tuple[Line, str]]:
    """The items of the list that begins below a heading: line and number.

    An introduction may stand before the first item, unless it has been read already; the
    first other text after it ends the list. Catchwords repeat an item's beginning and are
    no items.
    """
    items: list[tuple[Line, str]] = []
    for line in lines:
        if line.is_cells:
            break
        if line.is_blank or line.catchword is not None:
            continue
        text = line.text.strip()
        found = _ITEM.match(text)
        is_item = found and not looks_like_title(found["text"])
        if found and is_item and (not items or _follows(found["number"], items[-1][1])):
            items.append((line, found["number"]))
        elif items and text[0].islower():
            continue  # the sentence of the item above goes on
        elif items or introduced:
            break
        else:
            introduced = True
    return items


def _follows(number: str, before: str) -> bool:
    if number.isdigit() and before.isdigit():
        return int(number) == int(before) + 1
    return not number.isdigit() and not before.isdigit() and ord(number) == ord(before) + 1
