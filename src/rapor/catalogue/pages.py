"""On which page of its document a printed row stands, and the pictures of tables as printed.

``pages.csv`` of a city has a line for each part of a row on a page: its box in points from the
page's upper left corner. Row 0 is the table as a whole on that page, of which ``pages/`` has a
picture. A city whose document has no pages, such as a text, has neither.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapor.catalogue.lists import ListFile
from rapor.ground.errors import Problems
from rapor.ground.files import csv_text
from rapor.ground.paths import Home
from rapor.ground.ref import Line
from rapor.ground.shape import Text

FILE, FOLDER = "pages.csv", "pages"
_EDGE = Text(pattern=r"[0-9]+(\.[0-9]+)?", form="points, such as 72.5")
_EDGES = ("left", "top", "right", "bottom")
_LIST = ListFile(
    {
        "table": Text(),
        "row": Text(pattern="[0-9]+", form="a whole number"),
        "page": Text(pattern="[1-9][0-9]*", form="a whole number from 1 on"),
        **dict.fromkeys(_EDGES, _EDGE),
    },
    {},
    ("table", "row", "page"),
)
COLUMNS = tuple(_LIST.columns)


@dataclass(frozen=True)
class PagePlace:
    """A page, and the box on it, in points."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


Places = Mapping[Line, tuple[PagePlace, ...]]
"""Where rows stand, page by page."""


def read_pages(home: Home, slug: str, problems: Problems) -> Places:
    """Where the rows of a city's tables stand; empty where its document has no pages."""
    path = home.raw(slug) / FILE
    if not path.is_file():
        return {}
    refused = Problems()
    rows = _LIST.read(path, home.relative(path), refused)
    for problem in refused:
        problems.add(problem.where, problem.found, problem.expected, problem.next_step)
    if refused:
        return {}
    places: dict[Line, tuple[PagePlace, ...]] = {}
    for row in rows:
        edges = (float(row[name]) for name in _EDGES)
        line = row["table"], int(row["row"])
        places[line] = (*places.get(line, ()), PagePlace(int(row["page"]), *edges))
    return places


def pages_text(places: Places) -> str:
    """The places as the file holds them, in the order of the tables."""
    rows = [
        {
            "table": table,
            "row": str(row),
            "page": str(place.page),
            **{name: f"{max(getattr(place, name), 0):.1f}" for name in _EDGES},
        }
        for (table, row), parts in places.items()
        for place in parts
    ]
    return csv_text(list(COLUMNS), rows)


def picture_name(table: str, page: int) -> str:
    """The picture of a table's part on a page, below the folder of its city."""
    return f"{FOLDER}/{table}.{page}.jpg"


def pictures_of(home: Home, slug: str, places: Places) -> dict[tuple[str, int], Path]:
    """The pictures that are there, by table and page."""
    paths = {
        (table, place.page): home.raw(slug) / picture_name(table, place.page)
        for (table, row), parts in places.items()
        if row == 0
        for place in parts
    }
    return {key: path for key, path in paths.items() if path.is_file()}
