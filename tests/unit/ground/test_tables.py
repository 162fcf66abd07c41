import math
import string

import pandas as pd
import pandas.testing as same
import pandera.errors
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapor.ground.columns import COLUMNS, VOCABULARIES
from rapor.ground.errors import DataRejected, MissingInput
from rapor.ground.tables import (
    CONTRACTS,
    EVALUATION,
    TIDY,
    Contract,
    conform,
    empty,
    read_table,
    write_table,
)

ALL = [*CONTRACTS.values(), *EVALUATION.values()]
WITH_ACCEPTED = [*ALL, *(CONTRACTS[name].accepted() for name in TIDY)]


def some_targets(**changes) -> pd.DataFrame:
    row = dict.fromkeys(CONTRACTS["targets"].columns, "")
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
    table = conform(CONTRACTS["targets"], shuffled)
    assert tuple(table.columns) == CONTRACTS["targets"].columns
    assert list(zip(table["table"], table["row"], strict=True)) == [
        ("4.7", 1),
        ("4.7", 2),
        ("4.8", 1),
    ]


def test_types_are_those_of_the_contract():
    table = conform(CONTRACTS["targets"], three_targets())
    assert str(table["year"].dtype) == "Int64"
    assert table["scale_max"].dtype == float
    assert table["value_high"].isna().all()
    assert table["text"].tolist() == ["", "", ""]


def test_missing_text_is_empty_text_and_a_missing_number_stays_missing():
    frame = three_targets()
    frame["agencies"] = None
    frame["value"] = [None, math.nan, 1.0]
    table = conform(CONTRACTS["targets"], frame)
    assert table["agencies"].tolist() == ["", "", ""]
    assert table["value"].isna().sum() == 2


def test_columns_that_are_not_the_contract_s_are_left_behind():
    frame = three_targets().assign(helper=1)
    assert "helper" not in conform(CONTRACTS["targets"], frame).columns


def test_a_missing_column_is_a_breach():
    with pytest.raises(KeyError, match="polarity"):
        conform(CONTRACTS["targets"], three_targets().drop(columns="polarity"))


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
        conform(CONTRACTS["targets"], frame)


def test_the_same_cell_twice_is_a_breach():
    with pytest.raises(pandera.errors.SchemaErrors):
        conform(CONTRACTS["targets"], some_targets(row=[1, 1, 2]))


def test_text_where_a_number_belongs_is_a_breach():
    frame = three_targets()
    frame["value"] = ["51,53", "52", "53"]
    with pytest.raises(ValueError, match="51,53"):
        conform(CONTRACTS["targets"], frame)


@pytest.mark.parametrize("contract", WITH_ACCEPTED, ids=lambda one: one.name)
def test_an_empty_table_goes_there_and_back(contract, tmp_path):
    write_table(contract, empty(contract), tmp_path)
    back = read_table(contract, tmp_path, "data", "rapor run")
    assert back.empty
    assert tuple(back.columns) == contract.columns


@pytest.mark.parametrize("name", TIDY)
def test_accepted_rows_add_the_decision_and_the_printed_value(name):
    accepted = CONTRACTS[name].accepted()
    assert accepted.columns[: len(CONTRACTS[name].columns)] == CONTRACTS[name].columns
    assert {"decision", "value_printed"} <= set(accepted.columns)
    assert len(set(accepted.columns)) == len(accepted.columns)


@pytest.mark.parametrize("contract", ALL, ids=lambda one: one.name)
def test_key_and_required_columns_are_columns_with_a_meaning(contract):
    assert set(contract.key) | set(contract.required) <= set(contract.columns)
    assert all(COLUMNS[name].meaning for name in contract.columns)


def test_every_vocabulary_belongs_to_a_column():
    assert {name.rpartition(".")[2] for name in VOCABULARIES} <= set(COLUMNS)


def test_a_table_that_is_not_made_yet_names_the_step(tmp_path):
    with pytest.raises(MissingInput, match=r"tidy/targets\.csv: not made yet.*run rapor clean"):
        read_table(CONTRACTS["targets"], tmp_path, "tidy", "rapor clean")


def test_a_table_with_other_columns_is_refused(tmp_path):
    (tmp_path / "targets.csv").write_text("city,label\nbinjai,SKM\n")
    with pytest.raises(DataRejected, match="columns"):
        read_table(CONTRACTS["targets"], tmp_path, "tidy", "rapor clean")


SMALL = Contract(
    "small",
    ("city", "row", "printed", "value", "year", "decision"),
    ("city", "row"),
    "A small table for these tests.",
    ("city",),
)
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
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back_equal_and_writes_the_same_bytes(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("table")
    frame = conform(SMALL, pd.DataFrame(rows, columns=list(SMALL.columns)))
    write_table(SMALL, frame, folder)
    first = (folder / "small.csv").read_bytes()
    back = read_table(SMALL, folder, "data", "rapor run")
    same.assert_frame_equal(back, frame)
    write_table(SMALL, back, folder)
    assert (folder / "small.csv").read_bytes() == first


@given(rows=ROWS, order=st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_rows_does_not_change_the_bytes(rows, order, tmp_path_factory):
    folder = tmp_path_factory.mktemp("table")
    shuffled = list(rows)
    order.shuffle(shuffled)
    for name, some in (("one", rows), ("other", shuffled)):
        write_table(SMALL, pd.DataFrame(some, columns=list(SMALL.columns)), folder / name)
    assert (folder / "one" / "small.csv").read_bytes() == (
        folder / "other" / "small.csv"
    ).read_bytes()


@pytest.mark.parametrize(
    ("value", "written"),
    [(51.53, "51.53"), (3.0, "3"), (0.1 + 0.2, "0.3"), (1e-5, "1e-05"), (None, ""), (-0.5, "-0.5")],
)
def test_a_number_is_written_with_a_decimal_point_and_no_noise(value, written, tmp_path):
    row = dict.fromkeys(SMALL.columns, "") | {"city": "a", "row": 1, "decision": "none"}
    write_table(SMALL, pd.DataFrame([row | {"value": value, "year": None}]), tmp_path)
    assert (tmp_path / "small.csv").read_text().splitlines()[1] == f"a,1,,{written},,none"
