"""What reviewers found and recommended: places and topics, never their sentences."""

from collections.abc import Mapping

from rapor.catalogue.instruments import Instrument
from rapor.catalogue.raw import RawRow, RawTable
from rapor.clean.desk import Desk, TidyRow
from rapor.clean.topics import Topic, sentences, topic_column
from rapor.ground.ref import Line

ORIGINS = {"self": "internal_review", "official": "ministry"}
"""Who assessed, and who then makes the recommendation."""


def recommendations(desk: Desk, topics: Mapping[Line, Topic]) -> list[TidyRow]:
    """Rows of the ``recommendations`` table of a city; see its contract."""
    recommended: list[TidyRow] = []
    for table in desk.of_kind("recommendations"):
        spec = table.spec
        if spec.assessor not in ORIGINS or spec.year is None:
            _incomplete(desk, table)
            continue
        for row, topic in _with_topics(table, topics):
            recommended.append(
                {
                    **desk.trace(table, row, topic_column(table)),
                    "year": spec.year,
                    "origin": ORIGINS[spec.assessor],
                    "number": table.cell(row, "number"),
                    "topic": topic.topic,
                    "area": topic.area,
                    "agencies": topic.agencies,
                    "status": topic.status,
                    "repeats": topic.repeats,
                }
            )
    return recommended


def review_findings(desk: Desk, topics: Mapping[Line, Topic]) -> list[TidyRow]:
    """Rows of the ``review_findings`` table of a city; see its contract.

    The component is the one that the headings above a finding name.
    """
    findings: list[TidyRow] = []
    for table in desk.of_kind("review"):
        instrument = desk.catalogue.instrument(table.spec.year) if table.spec.year else None
        if instrument is None:
            _incomplete(desk, table)
            continue
        components = _components(desk, table, instrument)
        for row, topic in _with_topics(table, topics):
            findings.append(
                {
                    **desk.trace(table, row, topic_column(table)),
                    "year": table.spec.year,
                    "area": topic.area,
                    "component": components[row.number],
                    "topic": topic.topic,
                    "agencies": topic.agencies,
                }
            )
    return findings


def _with_topics(table: RawTable, topics: Mapping[Line, Topic]) -> list[tuple[RawRow, Topic]]:
    """Sentences with their topics; one without a topic has been told as a problem."""
    places = ((row, topics.get((table.spec.table, row.number))) for row in sentences(table))
    return [(row, topic) for row, topic in places if topic]


def _components(desk: Desk, table: RawTable, instrument: Instrument) -> dict[int, str]:
    """Path of the component that each row stands below."""
    path, components = "", {}
    for row in table.rows:
        if row.mark == "group":
            named = _named(instrument, path, row)
            if named is None:
                desk.problems.add(
                    table.where(row),
                    f"{row.text!r} is no component of {instrument.code}",
                    "a component's name",
                    "correct the cell, or add a spelling to the instrument",
                )
            path = named or path
        components[row.number] = path
    return components


def _named(instrument: Instrument, path: str, row: RawRow) -> str | None:
    """Component that a heading names: below the one before it, or below one above that."""
    above = path.split("/")
    places = ["/".join(above[:depth]) for depth in range(len(above), -1, -1)]
    paths = (
        instrument.find(place, cell)
        for place in dict.fromkeys(places)
        for cell in row.cells.values()
        if any(map(str.isalpha, cell))
    )
    return next(filter(None, paths), None)


def _incomplete(desk: Desk, table: RawTable) -> None:
    spec = table.spec
    desk.problems.add(
        f"tables.yaml table {spec.table}",
        f"year {spec.year}, assessor {spec.assessor!r}",
        "a year that an instrument is in force in, and assessor self or official",
        "complete the entry",
    )
