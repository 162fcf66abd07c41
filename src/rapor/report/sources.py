"""Where a figure is printed: short sources, and their links to the appendix.

The short source of a cell links to the row of the
appendix that shows the cell as printed.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from rapor.ground.figures import full_source, short_source
from rapor.ground.language import Language, message
from rapor.ground.ref import Ref
from rapor.report.edition import Edition
from rapor.write.content import Run, Text, plain, words

Register = Literal["target", "realised", "score", "reported"]
"""The tables that show cells as printed: those of the appendix, and the reported activities."""

_PUBLICATIONS = {
    "official": message("official"),
    "agency": message("reported by the agency"),
    "press": message("press"),
}


def publication_name(language: Language, kind: str) -> str:
    """What a kind of publication of a value is called."""
    return language.text(_PUBLICATIONS[kind])


def anchor(register: Register, table: str, row: object) -> str:
    """Anchor of a printed row in the appendix."""
    return f"{register}-{_plain(table)}-{row}"


def finding_anchor(finding: str) -> str:
    """Anchor of a finding in its chapter."""
    return f"finding-{_plain(finding)}"


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]", lambda sign: f"_{ord(sign.group()):x}_", name)


def source(edition: Edition, register: Register, ref: Ref) -> Run:
    """The short source as a link to the appendix."""
    return replace(unlinked(edition, ref), link=f"#{anchor(register, ref.table, ref.row)}")


def unlinked(edition: Edition, ref: Ref) -> Run:
    """The short source of a row that no table of the appendix shows; a picture of it may."""
    language, rows = edition.language, edition.city.rows
    return Run(
        short_source(language, ref, rows, edition.page(ref)),
        "source",
        link=page_link(edition, ref),
        hint=full_source(language, ref, rows),
    )


def page_link(edition: Edition, ref: Ref) -> str:
    """Where the picture of a row's page stands in the appendix; empty where there is none."""
    places = edition.city.places.get(ref.line, ())
    is_shown = any((ref.table, place.page) in edition.city.pictures for place in places)
    return f"#{page_anchor(ref.table, ref.row)}" if is_shown else ""


def page_anchor(table: str, row: int) -> str:
    """Anchor of a row on the picture of its page; row 0 is the picture."""
    return f"page-{_plain(table)}-{row}"


def listed(runs: Iterable[Run]) -> Text:
    """Short sources one after the other, each row of the appendix once."""
    once = {run.link: run for run in runs}
    return words(*[part for run in once.values() for part in (run, "; ")][:-1])


def with_sources(told: str, sources: Iterable[Run]) -> str:
    """A text with its short sources in brackets, for where nothing can be linked."""
    named = plain(listed(sources))
    return f"{told} ({named})" if named else told


def web_link(address: str) -> str:
    """The address where it leads to the web; empty for any other."""
    return address if address.startswith(("https://", "http://")) else ""
