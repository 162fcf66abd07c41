"""What is proposed for an indicator that no register has."""

import pytest

from rapor.ground.language import language
from rapor.ingest.review.names import PrintedName, ask_indicator
from rapor.ingest.review.questions import Asking, Decision


@pytest.mark.parametrize(
    ("is_change", "figures", "decided", "scale", "below_zero"),
    [
        (True, [1.5, 2.0], {}, None, True),
        (False, [-2.35, 1.0], {}, None, True),
        (False, [1.0, 2.0], {}, [0, 100], None),
        (True, [1.5, 2.0], {"low": "-10", "high": "10"}, [-10, 10], None),
    ],
)
def test_a_share_has_a_scale_from_0_unless_it_may_be_below(
    is_change, figures, decided, scale, below_zero
):
    name = PrintedName("Laju Uji", places=["3.1:1"], unit="%", figures=figures)
    answers = {("indicators", f"laju uji:{end}"): Decision(to) for end, to in decided.items()}
    entry = ask_indicator(name, is_change, Asking(language("id"), answers))
    assert (entry.get("scale"), entry.get("below_zero")) == (scale, below_zero)


def test_a_share_is_told_by_its_name_without_its_number_where_no_unit_is_printed():
    name = PrintedName("1.2 Persentase aset bersertifikat", places=["3.1:1"], is_share=True)
    entry = ask_indicator(name, is_change=False, asking=Asking(language("id"), {}))
    assert (entry["unit"], entry["measure"], entry["scale"]) == ("%", "percent", [0, 100])
    assert entry["name"] == "Persentase aset bersertifikat"
