import pytest
from made_up_rows import line, realisation, realised, target

from rapor.report.statements import statement
from rapor.report.status import STATUSES, word
from rapor.write.content import plain


def with_marks(sample, code="ombudsman", language="id"):
    dossier = sample.dossier(language)
    line = next(line for line in dossier.lines if line.row.indicator == code)
    return plain(statement(line))


def test_a_missed_target_is_said_with_both_figures_the_share_and_the_distance(thin):
    assert with_marks(thin) == (
        "Kepatuhan Pelayanan mencapai 84,20 terhadap target 85, yaitu 99,1 persen dari target;"
        " masih kurang 0,80. (T 3.7, b 1; R 1)"
    )


def test_a_target_that_is_passed_is_said_to_be_passed(thin):
    thin.indicators[0] |= {"status": "achieved", "gap": 2.0, "achievement_pct": 102.35}
    assert "102,4 persen dari target; target terlampaui 2,00." in with_marks(thin)


def test_a_target_that_is_met_to_the_point_has_no_distance(thin):
    thin.indicators[0] |= {"status": "achieved", "gap": 0.0, "achievement_pct": 100.0}
    assert "tepat sama dengan target" in with_marks(thin)


def test_where_lower_is_better_a_higher_value_is_not_praised(thin):
    thin.indicators[4] = line(
        "cases",
        "not_achieved",
        5,
        target=10.0,
        target_printed="10",
        gap=2.0,
        achievement_pct=80.0,
        unit="kasus",
        **realised(5, "12", 12.0),
    )
    thin.realisations.append(realisation("cases", "12", 5))
    assert with_marks(thin, "cases").startswith(
        "Kasus Disiplin sebesar 12 kasus terhadap target 10 kasus, yaitu 80,0 persen dari target;"
        " 2 kasus lebih tinggi daripada target, padahal makin rendah makin baik."
    )


def test_words_are_met_or_not_without_a_percentage(thin):
    assert with_marks(thin, "opinion") == "Opini BPK: WTP; target WTP tercapai. (T 3.7, b 2; R 2)"
    thin.indicators[1] |= {"status": "not_achieved", "realised_text": "WDP"}
    assert with_marks(thin, "opinion").startswith("Opini BPK: WDP; target WTP tidak tercapai.")


def test_a_target_outside_the_scale_is_named_as_the_reason(thin):
    assert "target tercantum 90, karena target itu di luar skala 1–5" in with_marks(thin, "spbe")


def test_a_target_in_another_unit_is_named_as_the_reason(thin):
    thin.indicators[2] |= {"target": 4.0, "target_printed": "4"}
    assert "karena satuan atau skalanya berbeda" in with_marks(thin, "spbe")


def test_a_year_without_target_is_set_beside_the_end_target(full):
    assert with_marks(full) == (
        "Kepatuhan Pelayanan mencapai 62,12; target akhir 2024 ialah 87, lebih tinggi 24,88."
        " (T 3.7, b 1; R 1)"
    )


def test_a_value_without_any_target_claims_nothing(thin):
    assert with_marks(thin, "mcp") == (
        "Nilai MCP mencapai 84; road map tidak memuat target untuk indikator ini. (R 4)"
    )


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (45.2, "Lintasan dari nilai awal 62,12 ke target akhir telah ditempuh 45,2 persen."),
        (-5.0, "Nilai ini lebih jauh dari target akhir daripada nilai awal 62,12."),
    ],
)
def test_the_path_from_the_baseline_is_said_in_its_own_measure(thin, gone, words):
    thin.targets.append(target("ombudsman", 62.12, 1, 2021, kind="baseline"))
    thin.indicators[0] |= {
        "path_pct": gone,
        "baseline": 62.12,
        "baseline_ref": "3.7:1:baseline",
    }
    assert words in with_marks(thin)


def test_the_category_stands_beside_the_percentage(thin):
    thin.indicators[0] |= {"category": "Sangat Tinggi"}
    assert "Kategori capaian: Sangat Tinggi." in with_marks(thin)


def test_percentages_carry_their_unit(thin):
    thin.indicators[0] |= {"measure": "percent", "unit": "% TPHD"}
    assert "84,20% TPHD terhadap target 85% TPHD" in with_marks(thin)


def test_an_index_carries_no_unit_even_where_it_is_printed_as_a_percentage(thin):
    thin.indicators[0] |= {"unit": "%"}
    assert "mencapai 84,20 terhadap target 85, yaitu" in with_marks(thin)


def test_english_says_the_same(thin):
    assert with_marks(thin, language="en") == (
        "Kepatuhan Pelayanan reached 84.20 against a target of 85, that is 99.1 per cent of the"
        " target; 0.80 short. (T 3.7, r 1; R 1)"
    )


def test_every_status_has_a_word_and_a_symbol_of_its_own(thin):
    language = thin.dossier().language
    assert len({shown.symbol for shown in STATUSES.values()}) == len(STATUSES)
    assert [word(language, status) for status in STATUSES] == [
        "tercapai",
        "tidak tercapai",
        "belum ada data",
        "tanpa target tahun ini",
        "tidak dapat dibandingkan",
    ]
