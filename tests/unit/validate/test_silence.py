"""Tables in which nothing is wrong, made up at random: no rule may accuse them."""

from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = st.sampled_from(
    "penyusunan pembinaan evaluasi sosialisasi pendampingan arsip layanan risiko data".split()
)
RISING = st.lists(st.integers(1, 24), min_size=4, max_size=4).map(
    lambda steps: [sum(steps[: place + 1]) for place in range(4)]
)
SIGNS = st.sampled_from(["", ">", "≥"])
UNITS = st.sampled_from(["", "%", " dokumen", " kali per tahun"])
AGENCIES = st.lists(st.sampled_from(["BKD", "BKPSDM", "Setda"]), min_size=2, max_size=2)


@st.composite
def activities(draw):
    """Rows of an action plan: each a title of its own, figures that rise in one way of writing."""
    rows = []
    for number in range(1, draw(st.integers(2, 4)) + 1):
        sign, unit = draw(SIGNS), draw(UNITS)
        figures = [f"{sign}{figure}{unit}" for figure in draw(RISING)]
        title = f"{draw(WORDS)} {draw(WORDS)} {chr(96 + number)}{draw(WORDS)}".capitalize()
        rows.append((title, figures, " dan ".join(dict.fromkeys(draw(AGENCIES)))))
    return rows


@settings(max_examples=8)
@given(activities())
def test_no_rule_accuses_a_clean_action_plan(found, rows):
    years = range(2021, 2025)
    columns = {"No": "number", "Kegiatan": "activity", "PD": "agencies"}
    case = {
        "activities": [
            {
                "table": "2",
                "row": row,
                "activity": title,
                "cells": dict(zip(years, figures, strict=True)),
            }
            for row, (title, figures, _) in enumerate(rows, start=1)
        ],
        "lists": [
            {
                "table": "2",
                "columns": columns,
                "rows": [[str(row), title, pd] for row, (title, _, pd) in enumerate(rows, start=1)],
            }
        ],
    }
    assert found(case) == {}


@settings(max_examples=8)
@given(RISING, st.booleans())
def test_no_rule_accuses_a_target_that_two_tables_print_alike(found, figures, has_unit):
    cells = {2021 + at: f"{figure}{'%' * has_unit}" for at, figure in enumerate(figures)}
    cells["end"] = cells[2024]
    case = {
        "plan": [{"table": table, "indicator": "share", "cells": cells} for table in ("3.7", "3.8")]
    }
    assert found(case) == {}
