"""How a notebook shows a data frame: readable, escaped, the same text everywhere."""

import re

import pandas as pd
import pytest

from rapor.ground.errors import UsageError
from rapor.run.display import show


@pytest.fixture
def frame():
    return pd.DataFrame(
        {
            "label": ["Nilai SAKIP", "<b>Indeks</b> & lain"],
            "target": [70.0, None],
            "achievement_pct": [99.05882352941177, 100.0],
            "status": ["achieved", "not_achieved"],
            "category": ["", ""],
        }
    )


def test_columns_come_as_asked_for_and_in_that_order(frame):
    head = repr(show(frame, "status label")).splitlines()[0]
    assert head.split() == ["status", "label"]


def test_without_columns_all_are_shown_that_hold_something(frame):
    assert "category" not in repr(show(frame))
    assert "achievement_pct" in repr(show(frame))


def test_a_column_that_is_not_there_is_told_with_those_that_are(frame):
    with pytest.raises(UsageError, match=r"no column labl.*label, target"):
        show(frame, "labl")


def test_a_missing_number_is_empty_and_no_figure_has_idle_digits(frame):
    text = repr(show(frame, "target achievement_pct"))
    assert re.findall(r"[\w.]+", text.splitlines()[1]) == ["70", "99.0588"]
    assert re.findall(r"[\w.]+", text.splitlines()[2]) == ["100"]
    assert "nan" not in text.lower()


def test_cells_are_data_and_never_markup(frame):
    page = show(frame)._repr_html_()
    assert "<b>" not in page
    assert "&lt;b&gt;Indeks&lt;/b&gt; &amp; lain" in page


def test_a_head_says_what_its_column_means(frame):
    page = show(frame, "achievement_pct")._repr_html_()
    assert re.search(r'<span title="[^"]*per cent of target[^"]*">achievement %</span>', page)


def test_a_status_is_said_by_its_sign_and_word_beside_its_colour(frame):
    page = show(frame, "status")._repr_html_()
    assert "● achieved" in page
    assert "▲ not_achieved" in page
    assert "color: #00705a" in page


def test_the_same_frame_is_the_same_page_every_time(frame):
    assert show(frame)._repr_html_() == show(frame.copy())._repr_html_()
    assert "0x" not in repr(show(frame))


def test_a_long_frame_says_how_much_is_not_shown():
    long = pd.DataFrame({"row": range(100)})
    assert repr(show(long)).splitlines()[-1] == "... and 60 more rows"
    assert "... and 60 more rows" in show(long)._repr_html_()


def test_an_empty_frame_says_so():
    empty = pd.DataFrame({"label": [], "value": []})
    assert repr(show(empty, "label value")) == "no rows with label, value"
    assert "no rows with label, value" in show(empty, "label value")._repr_html_()


def test_showing_leaves_the_frame_as_it_was(frame):
    before = frame.copy()
    show(frame)._repr_html_()
    pd.testing.assert_frame_equal(frame, before)


def test_a_column_means_what_the_table_says_that_the_frame_comes_from(frame):
    asked = pd.DataFrame({"origin": ["ministry"], "topic": ["SKM"], "status": ["open"]})
    assert "how far the recommendation is followed up" in show(asked)._repr_html_()
    assert "what can be said of the target" in show(frame)._repr_html_()
