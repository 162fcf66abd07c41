import pytest

from rapor.ground.language import language
from rapor.report.rules import NAMES, rule_name
from rapor.validate.rules import RULES


def test_every_rule_has_a_name_in_the_report_and_no_name_is_left_over():
    assert set(NAMES) == {rule.code for rule in RULES}


@pytest.mark.parametrize("code", sorted(NAMES))
def test_a_rule_is_named_in_indonesian(code):
    assert rule_name(language("id"), code) not in (code, NAMES[code])


def test_a_rule_of_a_later_version_shows_its_code():
    assert rule_name(language("id"), "brand_new") == "brand_new"
