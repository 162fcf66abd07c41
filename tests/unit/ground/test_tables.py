import math
import string
from collections import Counter

import pandas as pd
import pandas.testing as same
import pandera.errors
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.api.dataframe.model_components import FieldInfo

from rapor.ground.errors import DataRejected, MissingInput
from rapor.ground.tables import (
    ACCEPTED,
    COMPARISON,
    EVALUATION,
    TIDY,
    Finding,
    columns,
    conform,
    empty,
    read_table,
    write_table,
)
from rapor.ground.tables.frames import _typed, keeps
from rapor.ground.tables.model import Filled, TableModel, column
from rapor.ground.tables.tidy import Target

ALL = [*TIDY.values(), Finding, *EVALUATION.values(), *COMPARISON.values()]
WITH_ACCEPTED = [*ALL, *ACCEPTED.values()]


def called(model) -> str:
    return model.__name__


def names(model) -> list[str]:
    return model.declaration().names


def some_targets(**changes) -> pd.DataFrame:
    row = dict.fromkeys(names(Target), "")
    row |= {
        "city": "binjai",
        "source": "perwali-44-2022",
        "table": "4.7",
        "row": 1,
        "column": "2022",
        "printed": "51,53",
        "indicator": "sakip_score",
        "label": "Nilai SAKIP",
        "year": 2022,
        "kind": "target",
        "measure": "number",
        "polarity": "higher",
        "comparator": "=",
        "value": 51.53,
        "value_high": None,
        "scale_min": 0,
        "scale_max": 100,
    }
    rows = [row | {name: values[place] for name, values in changes.items()} for place in range(3)]
    return pd.DataFrame(rows)


def three_targets() -> pd.DataFrame:
    return some_targets(table=["4.8", "4.7", "4.7"], row=[1, 2, 1])


def test_a_frame_is_brought_to_order_and_sorted_by_key():
    shuffled = three_targets()[sorted(three_targets().columns, reverse=True)]
    table = conform(Target, shuffled)
    assert list(table.columns) == names(Target)
    assert list(zip(table["table"], table["row"], strict=True)) == [
        ("4.7", 1),
        ("4.7", 2),
        ("4.8", 1),
    ]


def test_types_are_those_that_are_declared():
    table = conform(Target, three_targets())
    assert str(table["year"].dtype) == "Int64"
    assert table["scale_max"].dtype == float
    assert table["value_high"].isna().all()
    assert table["text"].tolist() == ["", "", ""]


def test_missing_text_is_empty_text_and_a_missing_number_stays_missing():
    frame = three_targets()
    frame["agencies"] = None
    frame["value"] = [None, math.nan, 1.0]
    table = conform(Target, frame)
    assert table["agencies"].tolist() == ["", "", ""]
    assert table["value"].isna().sum() == 2


def test_columns_that_are_not_declared_are_left_behind():
    frame = three_targets().assign(helper=1)
    assert "helper" not in conform(Target, frame).columns


def test_a_missing_column_is_a_breach():
    with pytest.raises(KeyError, match="polarity"):
        conform(Target, three_targets().drop(columns="polarity"))


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("kind", ["goal", "target", "target"]),
        ("measure", ["score", "number", "number"]),
        ("polarity", ["up", "higher", "higher"]),
        ("comparator", ["~", "=", "="]),
        ("indicator", ["", "sakip_score", "sakip_score"]),
        ("city", ["", "binjai", "binjai"]),
    ],
)
def test_a_word_outside_its_vocabulary_or_an_empty_key_is_a_breach(column, values):
    frame = three_targets()
    frame[column] = values
    with pytest.raises(pandera.errors.SchemaErrors):
        conform(Target, frame)


def test_the_same_cell_twice_is_a_breach():
    with pytest.raises(pandera.errors.SchemaErrors):
        conform(Target, some_targets(row=[1, 1, 2]))


def test_text_where_a_number_belongs_is_a_breach():
    frame = three_targets()
    frame["value"] = ["51,53", "52", "53"]
    with pytest.raises(ValueError, match="51,53"):
        conform(Target, frame)


@pytest.mark.parametrize("model", WITH_ACCEPTED, ids=called)
def test_an_empty_table_goes_there_and_back(model, tmp_path):
    write_table(model, empty(model), tmp_path)
    back = read_table(model, tmp_path, "data", "rapor run")
    assert back.empty
    assert list(back.columns) == names(model)


@pytest.mark.parametrize("name", TIDY)
def test_accepted_rows_add_the_decision_and_the_printed_value(name):
    assert names(ACCEPTED[name]) == [*names(TIDY[name]), "decision", "value_printed"]
    assert ACCEPTED[name].declaration().key == TIDY[name].declaration().key


@pytest.mark.parametrize("model", WITH_ACCEPTED, ids=called)
def test_a_table_and_each_of_its_columns_have_a_meaning_and_its_key_is_of_them(model):
    declared = model.declaration()
    assert declared.meaning.endswith(".")
    assert all(facts.meaning for facts in declared.columns.values())
    assert declared.key
    assert {*declared.key, *declared.within} <= set(declared.names)


def test_a_column_that_two_tables_share_is_declared_once():
    used = Counter(
        (facts.name, facts.meaning)
        for model in ALL
        for facts in model.declaration().columns.values()
    )
    once = {name for name in vars(columns) if isinstance(vars(columns)[name], FieldInfo)}
    shared = {name.upper() for (name, _), tables in used.items() if tables > 1}
    assert shared == once


def test_a_table_that_is_not_made_yet_names_the_step(tmp_path):
    with pytest.raises(MissingInput, match=r"tidy/targets\.csv: not made yet.*run rapor clean"):
        read_table(Target, tmp_path, "tidy", "rapor clean")


def test_a_table_with_other_columns_is_refused(tmp_path):
    (tmp_path / "targets.csv").write_text("city,label\nbinjai,SKM\n")
    with pytest.raises(DataRejected, match="columns"):
        read_table(Target, tmp_path, "tidy", "rapor clean")


class Small(TableModel, name="small", key="city row"):
    """A small table for these tests."""

    city: Filled = column("slug of the city")
    row: int = column("row of the raw table")
    printed: str = column("the cell as printed")
    value: float | None = column("the value")
    year: int | None = column("year of the value")
    decision: str = column("what was decided", words=("none", "correct", "keep", "ask"))


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=30)
"""Cells hold any text but a bare carriage return, which no stage writes."""

FIGURES = st.one_of(
    st.none(),
    st.decimals(-(10**6), 10**6, places=4).map(float),
    st.integers(-(10**9), 10**9).map(float),
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "city": st.text(string.ascii_lowercase, min_size=1, max_size=8),
            "row": st.integers(1, 500),
            "printed": TEXTS,
            "value": FIGURES,
            "year": st.one_of(st.none(), st.integers(2018, 2030)),
            "decision": st.sampled_from(["none", "correct", "keep", "ask"]),
        }
    ),
    max_size=20,
    unique_by=lambda row: (row["city"], row["row"]),
)


@given(rows=ROWS)
@settings(max_examples=60)
def test_what_is_written_is_read_back_equal_and_writes_the_same_bytes(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("table")
    frame = conform(Small, pd.DataFrame(rows, columns=names(Small)))
    write_table(Small, frame, folder)
    first = (folder / "small.csv").read_bytes()
    back = read_table(Small, folder, "data", "rapor run")
    same.assert_frame_equal(back, frame)
    write_table(Small, back, folder)
    assert (folder / "small.csv").read_bytes() == first


@given(rows=ROWS, order=st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_the_rows_does_not_change_the_bytes(rows, order, tmp_path_factory):
    folder = tmp_path_factory.mktemp("table")
    shuffled = list(rows)
    order.shuffle(shuffled)
    for name, some in (("one", rows), ("other", shuffled)):
        write_table(Small, pd.DataFrame(some, columns=names(Small)), folder / name)
    assert (folder / "one" / "small.csv").read_bytes() == (
        folder / "other" / "small.csv"
    ).read_bytes()


@pytest.mark.parametrize(
    ("value", "written"),
    [(51.53, "51.53"), (3.0, "3"), (0.1 + 0.2, "0.3"), (1e-5, "1e-05"), (None, ""), (-0.5, "-0.5")],
)
def test_a_number_is_written_with_a_decimal_point_and_no_noise(value, written, tmp_path):
    row = dict.fromkeys(names(Small), "") | {"city": "a", "row": 1, "decision": "none"}
    write_table(Small, pd.DataFrame([row | {"value": value, "year": None}]), tmp_path)
    assert (tmp_path / "small.csv").read_text().splitlines()[1] == f"a,1,,{written},,none"


MODELS = [
    model for tables in (TIDY, ACCEPTED, EVALUATION, COMPARISON) for model in tables.values()
] + [Finding]


def rows_of(model, count=3):
    """Rows that keep the declaration, told apart by every column that is free to."""
    for number in range(1, count + 1):
        yield {
            name: (facts.words or [f"x{number}"])[0]
            if facts.kind in ("text", "reference", "references")
            else number
            for name, facts in model.declaration().columns.items()
        }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.declaration().name)
def test_a_frame_is_told_right_or_wrong_as_its_schema_tells_it(model):
    """The schema names the rows that break it, so that one frame holds every way to do so."""
    declared = model.declaration()
    closed = [column for column in declared.columns.values() if column.words or column.filled]
    frame = conform(model, pd.DataFrame(rows_of(model, len(closed) + 2)))
    twice = pd.concat([frame, frame], ignore_index=True)
    assert keeps(declared, cells_of(declared, frame))
    assert keeps(declared, cells_of(declared, twice)) != is_refused(by_schema, model, twice)
    for row, column_of in enumerate(closed):
        nothing = pd.NA if column_of.kind == "integer" else ""
        frame.loc[row, column_of.name] = nothing if column_of.filled else "?"
    broken = broken_rows(declared.schema, frame)
    for row in range(len(frame)):
        alone = cells_of(declared, frame.iloc[[row]])
        assert keeps(declared, alone) != (row in broken)


def cells_of(declared, frame):
    return {name: _typed(frame[name].tolist(), of) for name, of in declared.columns.items()}


def broken_rows(schema, frame):
    with pytest.raises(pandera.errors.SchemaErrors) as refused:
        schema.validate(frame, lazy=True)
    return {*refused.value.failure_cases["index"]}


def is_refused(check, model, frame) -> bool:
    try:
        check(model, frame)
    except pandera.errors.SchemaErrors:
        return True
    return False


def by_schema(model, frame):
    model.declaration().schema.validate(frame, lazy=True)


DAMAGE = st.tuples(st.integers(0, 59), st.integers(0, 2), st.sampled_from(["empty", "foreign", ""]))


@given(model=st.sampled_from(MODELS), damage=st.lists(DAMAGE, max_size=6))
@settings(max_examples=40)
def test_whatever_breaks_a_table_is_refused_as_its_schema_refuses_it(model, damage):
    frame = conform(model, pd.DataFrame(rows_of(model)))
    columns_of = list(model.declaration().columns.values())
    for place, row, change in damage:
        column_of = columns_of[place % len(columns_of)]
        is_number = column_of.kind in ("number", "integer")
        cells = {"empty": pd.NA if is_number else "", "foreign": 9 if is_number else "?"}
        above = frame.loc[row - 1 if row else 2, column_of.name]
        frame.loc[row, column_of.name] = cells.get(change, above)
    assert is_refused(conform, model, frame) == is_refused(by_schema, model, frame)


def test_a_number_of_a_file_that_is_none_is_said_with_its_table(tmp_path):
    row = dict.fromkeys(names(Small), "") | {"city": "a", "row": 1, "decision": "none"}
    write_table(Small, pd.DataFrame([row | {"value": 1, "year": None}]), tmp_path)
    path = tmp_path / "small.csv"
    path.write_text(path.read_text().replace("a,1,,1,", "a,1,,1O,"))
    with pytest.raises(DataRejected, match=r"data/small\.csv.*1O"):
        read_table(Small, tmp_path, "data", "rapor run")


@given(rows=ROWS.filter(bool), changed=ROWS)
@settings(max_examples=30)
def test_a_table_is_read_as_its_file_now_is_whatever_was_done_to_what_was_read(
    rows, changed, tmp_path_factory
):
    """What a text gave before is remembered; a reader changes only its own frame."""
    folder = tmp_path_factory.mktemp("table")
    before, after = (
        conform(Small, pd.DataFrame(of, columns=names(Small))) for of in (rows, changed)
    )
    write_table(Small, before, folder)
    mine = read_table(Small, folder, "data", "rapor run")
    mine.loc[:, "city"] = "elsewhere"
    del mine["year"]
    same.assert_frame_equal(read_table(Small, folder, "data", "rapor run"), before)
    write_table(Small, after, folder)
    same.assert_frame_equal(read_table(Small, folder, "data", "rapor run"), after)
