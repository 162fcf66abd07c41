import pytest

from rapor.validate.evidence import decimals


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("70", 0),
        ("3,00", 2),
        ("3.2", 1),
        ("<0.04 per thn", 2),
        ("1.234,5", 1),
        ("1.234.567", 0),
        ("80-90", 0),
        ("87,5%", 1),
        ("WTP", 0),
        ("", 0),
    ],
)
def test_a_cell_shows_as_many_decimals_as_it_prints(printed, shown):
    assert decimals(printed) == shown
