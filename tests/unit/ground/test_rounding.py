from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rapor.ground.figures import percent
from rapor.ground.language import MINUS, language
from rapor.ground.rounding import rounded
from rapor.write.numbers import written


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (89.05, 1, "89,1"),
        (1.665, 2, "1,67"),
        (0.125, 2, "0,13"),
        (2.5, 0, "3"),
        (-2.5, 0, f"{MINUS}3"),
        (-0.04, 1, "0,0"),
        (1.005, 2, "1,01"),
        (0.1 + 0.2, 1, "0,3"),
        (1250000000.5, 0, "1.250.000.001"),
        (99.949, 1, "99,9"),
        (99.95, 1, "100,0"),
    ],
)
def test_a_half_is_rounded_away_from_zero_as_with_a_pencil(value, decimals, shown):
    assert language("id").number(value, decimals) == shown


@given(
    st.decimals(-(10**6), 10**6, places=6, allow_nan=False), st.integers(min_value=0, max_value=4)
)
@example(Decimal("89.05"), 1)
def test_every_printed_decimal_is_rounded_as_the_decimal_and_not_as_its_float(printed, decimals):
    expected = printed.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert rounded(float(printed), decimals) == expected
    shown = language("en").number(float(printed), decimals)
    assert Decimal(shown.replace(",", "").replace(MINUS, "-")) == expected


@given(st.integers(min_value=0, max_value=10**5), st.integers(min_value=1, max_value=999))
def test_noise_of_binary_arithmetic_does_not_move_a_half(cents, times):
    printed = Decimal(cents) / 100 + Decimal("0.005")
    noisy = float(printed) * times / times + 0.1 - 0.1
    assert rounded(noisy, 2) == printed.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(st.decimals(0, 10**5, places=5, allow_nan=False))
def test_a_spreadsheet_gets_the_number_that_the_text_shows(printed):
    value = float(printed)
    number = written(percent(language("id"), value), value)
    assert number is not None
    assert (number.value, number.decimals) == (value, 1)
