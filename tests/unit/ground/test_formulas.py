"""No text of others is a formula in a file that a spreadsheet opens, and none is changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapor.ground.text import guarded, unguarded


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+62 736 21072 telp", "'+62 736 21072 telp"),
        ("- lihat lampiran", "'- lihat lampiran"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (' "=1+1"', ' "\'=1+1"'),
        ("\t=1", "\t'=1"),
        ("＝1+1", "'＝1+1"),
        ("LHE 2023;=HYPERLINK(1)", "LHE 2023;'=HYPERLINK(1)"),
        ("'=1", "''=1"),
        ("-1+cmd|x", "'-1+cmd|x"),
    ],
)
def test_a_sign_that_would_begin_a_formula_gets_an_apostrophe(text, written):
    assert guarded(text) == written


@pytest.mark.parametrize(
    "text", ["-5", "+3,5", "-1.234,5", "-2 %", "-", "--", "=", ">= 90", "A-1", "a = b", "", "'a"]
)
def test_numbers_dashes_and_plain_words_stay_as_they_are(text):
    assert guarded(text) == text


@given(st.text("=+-@'\"; \t\na1") | st.text())
def test_what_is_read_is_what_was_typed(text):
    assert unguarded(guarded(text)) == text
