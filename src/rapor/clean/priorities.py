"""What a city puts first: areas by score and rank, problems to solve, what is to be kept.

Priorities are printed in several forms: a grid of areas with ranks and scores, rows of
problem, aim and activity, lists below a focus, and lists in sentences.
"""

from collections.abc import Iterator, Mapping

from rapor.catalogue.names import fold, without_numbering
from rapor.catalogue.permitted import SCORE
from rapor.catalogue.raw import RawRow, RawTable
from rapor.clean.desk import Desk, TidyRow, figure_columns, lines
from rapor.clean.topics import Topic, sentences, topic_column
from rapor.ground.ref import Line

SCORED, RANKED = "skor", "prioritas"
"""Words by which the last lines of a grid tell points and the order over all goals."""

NO_AREA = "quick wins"
"""The national list names it beside the eight areas (Perpres 81/2010)."""

_TEXTS = ("goal", "area", "label", "title", "problem", "aim", "activity", "first")


def priorities(desk: Desk, topics: Mapping[Line, Topic]) -> list[TidyRow]:
    """Rows of the ``priorities`` table of a city; see its contract.

    ``goal`` with ``rank`` is the rank within the goal; without a goal it is the overall
    one. ``year`` is the last year that a priority of an earlier road map was set for.
    """
    rows: list[TidyRow] = []
    for table in desk.of_kind("priorities"):
        if figure_columns(table.spec, "value"):
            rows += _grid(desk, table)
        elif sentences(table):
            rows += _in_sentences(desk, table, topics)
        elif table.spec.column("activity"):
            rows += _with_activities(desk, table)
        else:
            rows += _lists(desk, table)
    return rows


def _row(desk: Desk, table: RawTable, row: RawRow, column: str, **facts: object) -> TidyRow:
    spec = table.spec
    texts = dict.fromkeys(_TEXTS, "") | {"goal": spec.goal, "area": spec.area}
    nothing = {"year": spec.year, "score": None, "rank": None}
    return {**desk.trace(table, row, column), **texts, **nothing, **facts}


def _grid(desk: Desk, table: RawTable) -> Iterator[TidyRow]:
    """A row per printed cell; an area without a rank is no priority of the goal."""
    for row in table.lines:
        printed = table.cell(row, "goal")
        kind = next((word for word in (SCORED, RANKED) if word in fold(printed)), "")
        goal = "" if kind else desk.names.goal(table.where(row), printed)
        for name in figure_columns(table.spec, "value"):
            if not kind and not row.cells[name]:
                continue
            value = desk.read(table, row, name, SCORE).value
            is_rank = kind != SCORED and value is not None and value.is_integer()
            yield _row(
                desk,
                table,
                row,
                name,
                goal=goal,
                area=desk.names.area(f"{table.shown} column {name!r}", name),
                label=name,
                score=value if kind == SCORED else None,
                rank=value if is_rank else None,
            )


def _with_activities(desk: Desk, table: RawTable) -> Iterator[TidyRow]:
    """A row per printed row: problem or what was reached, aim, activity."""
    column = table.spec.column("activity") or ""
    for line in lines(desk, table):
        if not line.row.text:
            continue
        named = line.names["area"]
        is_area = fold(without_numbering(named)) != NO_AREA
        yield _row(
            desk,
            table,
            line.row,
            column,
            goal=desk.goal(line) or table.spec.goal,
            area=(desk.area(line) if is_area else "") or table.spec.area,
            label=named or line.names["goal"],
            title=table.cell(line.row, "text"),
            problem=table.cell(line.row, "problem"),
            aim=line.names["outcome"],
            activity=line.names["activity"],
            first=table.cell(line.row, "first"),
        )


def _lists(desk: Desk, table: RawTable) -> Iterator[TidyRow]:
    """A row per item; ``label`` is the focus that its list stands below."""
    focus = ""
    part = table.spec.column("part")
    for row in table.rows:
        texts = {name: cell for name, cell in row.cells.items() if name != part and cell}
        if row.mark == "group":
            focus = " ".join(texts.values())
        elif row.mark not in ("unplaced", "sentence") and texts:
            if table.cell(row, "part"):
                focus = ""
            # an item without a letter of its own stands where the letters do
            column = list(texts)[-1]
            yield _row(desk, table, row, column, label=focus, title=row.cells[column])


def _in_sentences(desk: Desk, table: RawTable, topics: Mapping[Line, Topic]) -> Iterator[TidyRow]:
    for row in sentences(table):
        topic = topics.get((table.spec.table, row.number))
        if topic:
            column = topic_column(table)
            label = table.spec.title
            yield _row(desk, table, row, column, area=topic.area, label=label, title=topic.topic)
