"""Sentences that are not carried: what each is about, from ``topics.csv``.

A review's findings, recommendations and priorities in sentences are recorded as facts: the
place, the area, who is addressed, and a topic of at most twelve words of our own. A person
writes them; every such place has one line, and every line such a place.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapor.catalogue.entries import ListFile
from rapor.catalogue.raw import RawRow, RawTable
from rapor.clean.desk import Desk, joined
from rapor.ground.errors import MissingInput, Problem
from rapor.ground.ref import Line, Ref
from rapor.ground.shape import FEWEST_LETTERS, Text, Words, coded
from rapor.ground.vocabularies import FOLLOW_UP

FILE = "topics.csv"
KINDS = ("review", "recommendations", "priorities")
"""Kinds of tables whose sentences have topics; prose in other tables is of no account."""

MOST_WORDS = 12

TOPICS = ListFile(
    {
        "table": Text(meaning="table of the sentence"),
        "row": Text(meaning="its row in the raw table, whose mark is 'sentence'"),
        "area": coded("change area"),
        "agencies": Text(blank=True, meaning="who is addressed, as printed, joined by ;"),
        "topic": Words(
            letters=FEWEST_LETTERS,
            pattern=rf"\S+(\s+\S+){{0,{MOST_WORDS - 1}}}",
            form=f"1 to {MOST_WORDS} words",
            meaning="what it is about, in words of your own",
        ),
        "repeats": Text(blank=True, meaning="earlier sentences that it repeats: table:row"),
        "status": Text(words=FOLLOW_UP, blank=True, meaning="of a recommendation; none is open"),
    },
    {},
    (),
)
"""Columns of topics.csv."""
OPEN = "open"
"""Status of a recommendation of which no source says what became of it."""

TopicLine = dict[str, str]


@dataclass(frozen=True)
class Topic:
    """What a sentence is about.

    ``area`` and ``agencies`` are codes, ``repeats`` references of earlier sentences.
    """

    area: str
    agencies: str
    topic: str
    repeats: str
    status: str


def sentences(table: RawTable) -> list[RawRow]:
    """The rows of a table whose sentences are not carried."""
    return [row for row in table.rows if row.mark == "sentence"]


def topic_column(table: RawTable) -> str:
    """Header of the column that a sentence stands in: the topic's, else the last."""
    return table.spec.column("topic") or list(table.spec.columns)[-1]


def read_topics(desk: Desk, path: Path, shown: str) -> dict[Line, Topic]:
    """Topics of a city's sentences by table and row.

    Lines that cannot be used, sentences without a line and lines without a sentence are
    added to the desk's problems. Raises ``MissingInput`` when there are sentences but no
    file, ``DataRejected`` for other columns.
    """
    places = {
        (table.spec.table, row.number): table
        for table in desk.of_kind(*KINDS)
        for row in sentences(table)
    }
    if not path.exists():
        if places:
            step = "write a line for each sentence"
            raise MissingInput(
                Problem(shown, "no such file", f"topics of {len(places)} sentences", step)
            )
        return {}
    topics: dict[Line, Topic] = {}
    for number, line in enumerate(TOPICS.read(path, shown, desk.problems), start=2):
        where = f"{shown} line {number}"
        place = _place(line)
        if place not in places or place in topics:
            what = "twice" if place in topics else "no sentence of the city's tables"
            desk.problems.add(
                where,
                f"table {line['table']!r} row {line['row']!r}: {what}",
                "table and row of a raw row with mark 'sentence', once",
                "correct or remove the line",
            )
            continue
        topics[place] = _topic(desk, line, where, places, list(topics))
    _complete(desk, places, topics, shown)
    return topics


def _complete(
    desk: Desk, places: Mapping[Line, RawTable], topics: Container[Line], shown: str
) -> None:
    """Every sentence has a topic; one without is told with what to write."""
    for place, table in places.items():
        if place not in topics:
            desk.problems.add(
                f"{table.shown} row {place[1]}",
                "a sentence without a topic",
                f"a line in {shown}",
                f"add what it is about, in at most {MOST_WORDS} words",
            )


def _place(line: TopicLine) -> Line:
    number = line["row"]
    return line["table"], int(number) if number.isascii() and number.isdigit() else 0


def _topic(
    desk: Desk, line: TopicLine, where: str, places: dict[Line, RawTable], above: list[Line]
) -> Topic:
    areas = desk.catalogue.areas.names
    if line["area"] and line["area"] not in areas:
        expected = f"one of {', '.join(areas)}"
        desk.problems.add(where, f"area {line['area']!r}", expected, "correct the line")
    agencies = [
        code
        for name in filter(None, line["agencies"].split(";"))
        for code in desk.names.agencies(where, name)
    ]
    repeated = [
        _earlier(desk, ref.strip(), where, places, above)
        for ref in filter(None, line["repeats"].split(";"))
    ]
    return Topic(
        line["area"], joined(agencies), line["topic"], joined(repeated), line["status"] or OPEN
    )


def _earlier(
    desk: Desk, ref: str, where: str, places: dict[Line, RawTable], above: list[Line]
) -> str:
    """Reference ``table:row:column`` of a sentence that is told above by ``table:row``."""
    name, _, row = ref.rpartition(":")
    place = _place({"table": name, "row": row})
    if place not in above:
        expected = "table:row of a sentence in a line above"
        desk.problems.add(where, f"repeats {ref!r}", expected, "correct the line")
        return ""
    return str(Ref(*place, topic_column(places[place])))
