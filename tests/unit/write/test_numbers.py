import pytest

from rapor.write.content import Figure, Table
from rapor.write.numbers import behind, written


@pytest.mark.parametrize(
    ("shown", "value", "decimals", "grouped"),
    [
        ("84,20", 84.2, 2, False),
        ("84.20", 84.2, 2, False),
        ("1.234", 1234.0, 0, True),
        ("1.234", 1.234, 3, False),
        ("1.234,5", 1234.5, 1, True),
        ("-4,87", -4.87, 2, False),
        ("\u22124,87", -4.87, 2, False),
        ("99,1", 99.0588, 1, False),
        ("≥ 3,5", 3.5, 1, False),
        ("70%", 70.0, 0, False),
        ("1,25 (2021–2023)", 1.25, 2, False),
    ],
)
def test_a_text_that_says_its_number_is_read_with_its_decimals(shown, value, decimals, grouped):
    found = written(shown, value)
    assert (found.value, found.decimals, found.grouped) == (value, decimals, grouped)


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("770", 70.0),
        ("00%", 0.0),
        ("3–4", 3.0),
        ("4,87", -4.87),
        ("WTP", 5.0),
        ("57/CC", 57.0),
        ("3.7.1", 3.71),
        ("1.2.345", 12345.0),
        ("", 0.0),
        ("84,20", 84.21),
    ],
)
def test_a_text_that_says_something_else_has_no_number_behind_it(shown, value):
    assert written(shown, value) is None
    assert behind(shown, value) is None


def test_a_half_is_the_number_that_the_text_shows():
    """Excel rounds halves up, the report to the even digit: both show the same all the same."""
    assert written("0,2", 0.25).value == 0.2
    assert written("0,3", 0.2501).value == 0.2501


@pytest.mark.parametrize("code", ["id", "en"])
@pytest.mark.parametrize("year", ["thin", "full"])
def test_every_figure_of_a_table_has_its_number_and_says_it(request, year, code):
    report = request.getfixturevalue(year).report(code)
    tables = [block.data if isinstance(block, Figure) else block for block in report.blocks()]
    checked = 0
    for table in (table for table in tables if isinstance(table, Table)):
        for row in (row for row in table.rows if not row.group):
            for column, number_cell in zip(table.columns, row.cells, strict=True):
                shown = "".join(run.text for run in number_cell.text if run.style != "mark")
                if number_cell.value is not None:
                    assert written(shown, number_cell.value), (table.anchor, column.title, shown)
                    checked += 1
                elif column.kind == "number":
                    assert not shown[:1].isdigit(), (table.anchor, column.title, shown)
    assert checked > 20
