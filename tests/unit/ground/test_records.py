"""Rows of tables as typed records."""

import dataclasses
import inspect

import pandas as pd
import pytest

from rapor.ground.ref import Ref
from rapor.ground.tables import ACCEPTED, COMPARISON, EVALUATION, Finding, records, table_of
from rapor.ground.tables.columns import Traced
from rapor.ground.tables.evaluation import IndexLine, IndicatorLine
from rapor.ground.tables.model import TableModel, column
from rapor.ground.tables.tidy import QuickWin, Recommendation, Target

READ = [*ACCEPTED.values(), Finding, *EVALUATION.values(), *COMPARISON.values()]

CELL = {"city": "binjai", "source": "perwali", "table": "3.7", "row": 2, "column": "Target: 2024"}


def rows_of(model, *rows):
    filled = dict.fromkeys(model.declaration().filled, "x")
    return records(model, table_of(model, [filled | row for row in rows]))


def quick_win(**cells):
    (record,) = rows_of(QuickWin, CELL | {"title": "Aplikasi"} | cells)
    return record


def test_an_empty_number_is_none_and_an_empty_text_is_empty():
    win = quick_win(year=pd.NA)
    assert (win.year, win.users) == (None, "")


def test_a_row_knows_the_cell_that_it_comes_from():
    assert quick_win().ref == Ref("3.7", 2, "Target: 2024")


def test_references_are_handed_out_as_such():
    words = {"status": "open", "origin": "ministry"}
    one, other = rows_of(
        Recommendation,
        CELL | words | {"repeats": "3.7:1:a;3.6:2:b"},
        CELL | words | {"row": 3},
    )
    assert one.repeats == (Ref("3.7", 1, "a"), Ref("3.6", 2, "b"))
    assert other.repeats == ()


def test_a_line_without_a_target_has_no_reference_to_one():
    words = {"status": "no_target", "city": "binjai", "year": 2023}
    (line,) = rows_of(IndicatorLine, words | {"realised_ref": Ref("4.1", 3, "2023")})
    assert (line.target_ref, line.realised_ref) == (None, Ref("4.1", 3, "2023"))
    assert not line.has_data


def test_a_column_whose_name_python_needs_has_another_in_records():
    (line,) = rows_of(IndexLine, {"city": "binjai", "year": 2023, "self": 60.5})
    assert line.self_ == 60.5


@pytest.mark.parametrize(
    ("first", "last", "covered"),
    [(None, None, [2021, 2022, 2023]), (2022, None, [2022]), (2022, 2023, [2022, 2023])],
)
def test_a_quick_win_covers_its_years_or_all(first, last, covered):
    win = quick_win(year=first, last_year=last)
    assert [year for year in (2021, 2022, 2023) if win.covers(year)] == covered


def test_a_record_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        quick_win().title = "other"


def test_a_record_is_one_of_its_table_and_of_no_other():
    win = quick_win()
    assert isinstance(win, QuickWin)
    assert isinstance(win, Traced)
    assert not isinstance(win, Target)


@pytest.mark.parametrize("model", READ, ids=lambda model: model.__name__)
def test_every_column_of_a_table_is_an_attribute_of_its_records(model):
    row = dict.fromkeys(model.declaration().names, "")
    for name, facts in model.declaration().columns.items():
        text = facts.words[0] if facts.words else "1:1:x"
        row[name] = 1 if facts.kind in ("number", "integer") else text
    (record,) = records(model, table_of(model, [row]))
    shown = [getattr(record, facts.attribute) for facts in model.declaration().columns.values()]
    assert len(shown) == len(row)
    assert inspect.getdoc(record) == inspect.getdoc(model)


def test_a_type_that_no_column_can_have_is_refused_where_it_is_declared():
    with pytest.raises(KeyError, match="bytes"):

        class Wrong(TableModel, name="wrong", key="city"):
            city: bytes = column("slug of the city")
