import pytest

from rapor.catalogue import load_catalogue
from rapor.catalogue.scales import read_achievement, read_scales


def scales_of(reference):
    path = reference.home.reference / "scales.yaml"
    return {scale.code: scale for scale in read_scales(path, "scales.yaml")}


@pytest.mark.parametrize(("value", "category"), [(80.01, "A"), (80.0, "B"), (60.0, ""), (-1.0, "")])
def test_an_open_bound_is_not_reached_by_itself(reference, value, category):
    assert scales_of(reference)["sakip"].category(value) == category


def test_a_closed_bound_belongs_to_its_category(reference):
    reference.spoil("scales.yaml", "{name: A, above: 80}", "{name: A, from: 80}")
    assert scales_of(reference)["sakip"].category(80.0) == "A"


def test_words_rank_from_the_worst(reference):
    opinion = scales_of(reference)["bpk_opinion"]
    assert [opinion.rank(word) for word in ("TMP", "tw", "WDP", " wtp ")] == [0, 1, 2, 3]
    assert opinion.rank("WTP-DPP") is None


def test_a_scale_is_its_own_family_and_of_all_years_unless_it_says_otherwise(reference):
    scale = scales_of(reference)["sakip"]
    assert (scale.family, scale.first_year, scale.last_year) == ("sakip", 0, 9999)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{name: B, above: 60}", "{name: B, above: 90}", "bounds do not fall"),
        ("{name: B, above: 60}", "{name: B, above: 80}", "bounds do not fall"),
        ("above: 60", "above: enam puluh", "band"),
        ("above: 60", "at: 60", "band"),
        ("{name: B, above: 60}", "B", "sakip: bands item 2: 'B'"),
        ("{name: B, above: 60}", "{above: 60}", "band"),
        ("ranks: [TMP, TW, WDP, WTP]", "ranks: WTP", "ranks: 'WTP'"),
        ("bands:", "band:", "unknown field 'band'"),
        ("  verified: false", "  first_year: dulu\n  verified: false", "'dulu'"),
    ],
)
def test_a_badly_filled_scale_is_refused(reference, rejected, old, new, problem):
    path = reference.spoil("scales.yaml", old, new)
    assert problem in rejected(read_scales, path, "scales.yaml")


def test_a_category_that_is_lost_shows_by_the_steps_of_its_scale(reference, rejected):
    path = reference.spoil("scales.yaml", "{name: A, above: 80}, ", "")
    assert "1 categories; expected: 2" in rejected(read_scales, path, "scales.yaml")
    reference.spoil("scales.yaml", "  steps: 2\n", "")
    assert "write 'steps: 1'" in rejected(read_scales, path, "scales.yaml")
    reference.spoil("scales.yaml", "steps: 4, ranks: [TMP, TW, WDP, WTP], ", "")
    assert "neither bands nor ranks" in rejected(read_scales, path, "scales.yaml")


@pytest.mark.parametrize("bound", ["above: 100", "from: 900"])
def test_a_category_that_no_value_of_the_scale_can_have_is_refused(reference, rejected, bound):
    reference.spoil("scales.yaml", "above: 80", bound)
    assert "sakip_score: category 'A' of sakip" in rejected(load_catalogue, reference.home)


def test_a_category_above_the_lowest_begins_within_the_scale(reference, rejected):
    reference.spoil("scales.yaml", "above: 80", "above: 0")
    reference.spoil("scales.yaml", "above: 60", "from: -1")
    assert "category 'A'" in rejected(load_catalogue, reference.home)


def test_bands_and_ranks_of_one_scale_have_the_same_names(reference, rejected):
    path = reference.spoil(
        "scales.yaml", "ranks: [TMP, TW, WDP, WTP]", "ranks: [A], bands: [{name: B, from: 0}]"
    )
    assert "ranks A" in rejected(read_scales, path, "scales.yaml")


def test_the_rules_carry_both_languages_and_their_source(reference):
    path = reference.home.reference / "achievement.yaml"
    rule = read_achievement(path, "achievement.yaml").rules["higher_is_better"]
    assert (rule.statement, rule.statement_en, rule.reference) == ("Makin tinggi", "Higher", "T")


def test_no_cap_is_the_default_and_others_can_be_chosen(reference):
    achievement = read_achievement(reference.home.reference / "achievement.yaml", "a")
    assert achievement.default_cap is None
    assert achievement.caps == (100.0, 120.0)


def test_a_default_cap_is_read(reference):
    path = reference.spoil("achievement.yaml", "default: ,", "default: 120,")
    assert read_achievement(path, "a").default_cap == 120.0


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("default: ,", "default: tinggi,", "'tinggi'"),
        ("choices: [100, 120]", "choices: [seratus]", "'seratus'"),
        ("cap:", "batas:", "no entry 'cap'"),
        ("categories:", "kategori:", "no entry 'categories'"),
        ("statement_en", "statement_fr", "unknown field 'statement_fr'"),
    ],
)
def test_badly_filled_rules_are_refused(reference, rejected, old, new, problem):
    path = reference.spoil("achievement.yaml", old, new)
    assert problem in rejected(read_achievement, path, "achievement.yaml")
