import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapor.ground.ref import FindingId, PrintedRows, Ref, joined, natural, refs_in

TABLES = st.text(st.characters(categories=["L", "Nd"], include_characters=".-"), min_size=1)
HEADERS = st.text(st.characters(codec="utf-8", exclude_characters=";"))
REFS = st.builds(Ref, TABLES, st.integers(0, 10**6), HEADERS)


@given(ref=REFS)
def test_what_is_written_is_read_back_equal(ref):
    assert Ref.read(str(ref)) == ref
    assert FindingId.read(f"off_the_path:{ref}") == FindingId("off_the_path", ref)


@given(refs=st.lists(REFS))
def test_a_list_of_references_is_one_cell(refs):
    assert refs_in(joined(refs)) == tuple(refs)


@pytest.mark.parametrize("table", ["3.7", "lampiran-2", "realisation"])
def test_a_header_may_hold_the_sign_that_separates(table):
    assert Ref.read(f"{table}:1:Target: 2024") == Ref(table, 1, "Target: 2024")


@pytest.mark.parametrize("text", ["", "3.7", "3.7:1", "3.7:one:2024", "3.7::2024", "3.7:-1:x"])
def test_other_text_is_no_reference(text):
    with pytest.raises(ValueError, match="is not table:row:column"):
        Ref.read(text)


def test_references_stand_in_the_order_of_the_documents():
    written = "3.10:1:2020 3.9:10:2020 3.9:2:2021 3.9:2:2020 3.9:2:baseline"
    refs = sorted(Ref.read(text) for text in written.split())
    assert (
        " ".join(map(str, refs)) == "3.9:2:baseline 3.9:2:2020 3.9:2:2021 3.9:10:2020 3.10:1:2020"
    )


@given(one=REFS, other=REFS)
def test_two_cells_are_the_same_or_one_is_before_the_other(one, other):
    assert (one < other) + (one == other) + (one > other) == 1


def test_a_row_of_a_table_is_a_cell_and_a_score_has_three():
    row = {"table": "4.7", "row": 3, "column": "Nilai", "weight_column": "Bobot"}
    assert Ref.of(row) == Ref("4.7", 3, "Nilai")
    assert Ref.of(row, "weight_column") == Ref("4.7", 3, "Bobot")


def test_cells_of_one_printed_row_share_their_line():
    assert Ref.read("3.7:1:2024").line == Ref.read("3.7:1:2023").line == ("3.7", 1)


def test_table_numbers_are_read_as_people_do():
    assert sorted(["3.10", "3.9", "3.9-b", "10.1"], key=natural) == ["3.9", "3.9-b", "3.10", "10.1"]


@given(marks=st.lists(st.booleans(), min_size=1, max_size=30))
def test_rows_and_headings_are_each_counted_without_gap(marks):
    rows = PrintedRows({"4.8": [row for row, heads in enumerate(marks, start=1) if heads]})
    refs = [Ref("4.8", row, "2022") for row in range(1, len(marks) + 1)]
    for kind in (True, False):
        numbers = [rows.number(ref) for ref in refs if rows.is_heading(ref) is kind]
        assert numbers == list(range(1, len(numbers) + 1))
