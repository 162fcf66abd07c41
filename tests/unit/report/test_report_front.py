from dataclasses import replace

import pytest
from made_up_city import indicator
from made_up_rows import finding

from rapor.catalogue.ranking import Benchmark
from rapor.report.advice import first
from rapor.report.front import front_page
from rapor.report.recommendations import recommended
from rapor.write.content import Paragraph, Tally, plain

STATE, INDEX, RESULTS = "Keadaan data", "Indeks Reformasi Birokrasi", "Target tahun 2023"
EMPTY = {"realised": None, "realised_text": "", "realised_ref": "", "status": "no_data"}


def section(sample, title, code="id"):
    sections = front_page(sample.dossier(code)).sections
    return next(part for part in sections if part.title == title)


def text_of(sample, title):
    blocks = section(sample, title).blocks
    return " ".join(plain(block.text) for block in blocks if isinstance(block, Paragraph))


def tally(sample, title):
    return next(block for block in section(sample, title).blocks if isinstance(block, Tally))


def counts(sample, title):
    return [count.number for count in tally(sample, title).counts]


def actions(sample):
    return [plain(advice.text) for advice in first(recommended(sample.dossier()))]


def facts(sample):
    return dict(front_page(sample.dossier()).facts)


def test_the_page_goes_from_where_the_city_stands_to_what_the_figures_rest_on(full):
    titles = [part.title for part in front_page(full.dossier()).sections]
    assert titles[:2] == [INDEX, "Penilaian"]
    assert titles[-1] == STATE
    assert "Indeks menurut komponen" in titles


def test_the_state_of_the_data_is_one_line_of_counts(thin):
    thin.findings = [finding(), finding(row=2, decision="none", decision_id="")]
    assert text_of(thin, STATE).startswith(
        "3 dari 5 indikator memiliki realisasi tahun 2023; 2 di antaranya dari sumber resmi."
        " 1 kesalahan dokumen belum diputuskan."
    )
    thin.findings = [finding(), finding(row=2)]
    assert "Kesalahan dokumen (2) seluruhnya sudah diputuskan." in text_of(thin, STATE)


@pytest.mark.parametrize(
    ("known", "publication", "said"),
    [
        (3, "official", "3 dari 5 indikator memiliki realisasi tahun 2023; semuanya dari sumber"),
        (3, "press", "tahun 2023; tidak satu pun dari sumber resmi."),
        (1, "official", "1 dari 5 indikator memiliki realisasi tahun 2023; sumbernya resmi."),
        (1, "press", "tahun 2023; sumbernya bukan sumber resmi."),
    ],
)
def test_the_state_of_the_data_says_all_one_or_none_and_never_a_zero(
    thin, known, publication, said
):
    for code in [line.row.indicator for line in thin.dossier().realised][known:]:
        at = next(place for place, row in enumerate(thin.indicators) if row["indicator"] == code)
        thin.indicators[at] |= EMPTY
    for row in thin.realisations:
        row["publication"] = publication
    assert said in text_of(thin, STATE)


def test_what_is_none_is_not_counted(thin):
    thin.findings = []
    thin.indicators = [row | EMPTY for row in thin.indicators]
    assert text_of(thin, STATE).startswith(
        "Belum satu pun dari 5 indikator memiliki realisasi tahun 2023."
    )
    assert "kesalahan" not in text_of(thin, STATE)


def test_the_judgement_of_a_thin_year_says_first_how_little_is_known(thin):
    thin.indicators[1] |= EMPTY
    judged = text_of(thin, "Penilaian")
    assert judged == (
        "Realisasi tahun 2023 baru diketahui untuk 2 dari 5 indikator; hanya 1 target tahun 2023"
        " yang dapat dinilai, dan target itu tidak tercapai."
    )
    thin.indicators = [line | EMPTY for line in thin.indicators[:5]]
    assert text_of(thin, "Penilaian") == (
        "Realisasi tahun 2023 belum diketahui untuk satu pun dari 5 indikator; tercapai atau"
        " tidaknya target tahun 2023 belum dapat dinyatakan."
    )


def test_the_judgement_is_about_the_city_and_names_its_largest_loss(full):
    assert text_of(full, "Penilaian").startswith("Kota Contoh meraih 42,94 dari 100 poin;")


def test_missing_data_are_never_worded_as_missed_targets(thin):
    thin.indicators = [line | EMPTY for line in thin.indicators[:5]]
    page = front_page(thin.dossier())
    texts = [text_of(thin, part.title) for part in page.sections]
    assert "tidak tercapai" not in " ".join([*texts, *actions(thin)])
    assert all(part.title != RESULTS for part in page.sections)


def test_the_index_stands_in_large_type_with_its_letter_beside_the_self_assessment(full):
    card = tally(full, INDEX)
    assert card.is_large
    assert card.counts[0].number == "42,94 C"
    assert text_of(full, INDEX) == (
        "Sumber: T 2.13, b 1. Penilaian mandiri tidak memiliki jumlah akhir karena sebagian"
        " komponennya belum diisi. Nilai mandiri komponen Pemenuhan 12,36; nilai resmi 7,49."
        " Selisih 4,87 adalah yang terbesar di antara semua komponen."
    )


def test_the_largest_distance_is_one_of_those_that_are_known(full):
    full.index[2] |= {"self_basis": "partial"}
    assert text_of(full, INDEX).endswith(
        "Selisih 4,87 adalah yang terbesar di antara komponen yang nilai mandirinya lengkap."
    )


def test_a_whole_self_assessment_is_given_with_its_distance(full):
    full.index[0] |= {"self": 52.6, "self_basis": "summed"}
    assert "Penilaian mandiri menghasilkan 52,60; selisihnya 9,66." in text_of(full, INDEX)


def test_the_change_of_the_index_is_told_or_why_there_is_none(full):
    assert tally(full, INDEX).counts[1].words == "indeks tahun 2020 tidak diketahui"
    before = full.scores[0] | {"year": 2020, "value": 40.0, "printed": "40,00", "row": 9}
    full.scores = [*full.scores, before]
    change = tally(full, INDEX).counts[1]
    assert (change.number, change.words) == ("+2,94", "terhadap 40,00 pada tahun 2020")


def test_a_mean_is_set_beside_the_index_of_its_own_year_only(full):
    of = {"id": "rata-rata kota"}
    mean = Benchmark("rb_index", 2021, "50,10", 50.1, of, "", "koran", verified=False)
    full.catalogue = replace(full.catalogue, benchmarks=(mean,))
    assert [count.number for count in tally(full, INDEX).counts] == ["42,94 C", "–", "50,10"]
    full.catalogue = replace(full.catalogue, benchmarks=(replace(mean, year=2020),))
    assert len(tally(full, INDEX).counts) == 2


def test_a_year_without_official_index_says_that_none_is_known(thin):
    assert text_of(thin, INDEX) == "Hasil evaluasi resmi tahun 2023 belum diketahui."


def test_the_latest_known_index_of_an_earlier_year_is_named(thin, full):
    thin.scores = full.scores
    known = "Nilai resmi terakhir yang diketahui ialah 42,94 untuk tahun 2021."
    assert known in text_of(thin, INDEX)


def test_the_counts_carry_symbol_and_word(thin):
    assert [(count.symbol, count.words, count.number) for count in tally(thin, RESULTS).counts] == [
        ("●", "tercapai", "1"),
        ("▲", "tidak tercapai", "1"),
        ("○", "belum ada data", "2"),
    ]


def test_each_area_says_what_is_counted_by_sign_and_word_and_what_most_count_is_said_once(thin):
    areas = tally(thin, "Area perubahan").counts
    assert areas
    assert all(count.symbol and count.status and "dari" in count.number for count in areas)
    judged = [count.status in ("achieved", "not_achieved") for count in areas]
    assert any(judged)
    assert ["target tercapai" in count.words for count in areas] == (
        [False] * len(areas) if all(judged) else judged
    )
    said = "target tercapai" if all(judged) else "memiliki realisasi"
    assert text_of(thin, "Area perubahan").count(said) == 1
    assert max(map(len, tally(thin, "Area perubahan").rows)) <= 4


def test_actions_say_who_what_by_when(thin):
    missed, missing = actions(thin)
    assert missed == (
        "Bagian Organisasi: mencapai 90 pada Kepatuhan Pelayanan, kini 84,20"
        " (paling lambat akhir 2024)."
    )
    assert missing.startswith("Inspektorat: menyampaikan realisasi tahun 2023 untuk 2 indikator,")
    assert missing.endswith("(sebelum laporan ini ditetapkan final).")


def test_what_is_owed_is_named_as_the_road_map_prints_it(thin):
    for line in thin.indicators:
        line["printed_label"] = f"a. Perbaikan {line['indicator']}"
    assert "di antaranya Perbaikan " in actions(thin)[1]


def many_misses(sample, codes):
    missed = sample.indicators[0]
    known = {code: indicator(code, code) for code in codes}
    sample.catalogue = replace(
        sample.catalogue, indicators={**sample.catalogue.indicators, **known}
    )
    sample.indicators = [
        missed | {"indicator": code, "label": code} for code in codes
    ] + sample.indicators
    sample.targets += [
        sample.targets[0] | {"indicator": code, "row": 20 + n} for n, code in enumerate(codes)
    ]


def test_there_are_three_actions_at_most(thin):
    many_misses(thin, "abcdefgh")
    assert len(actions(thin)) == 3


def test_what_adds_points_to_the_index_comes_first_and_says_how_many(thin):
    thin.gains = [
        {"city": "contoh", "year": 2023, "period": "annual", "component": "result/x/y",
         "label": "Kepatuhan", "indicator": "ombudsman", "weight": 7.0, "unit": "nilai",
         "recomputed": 3.6, "recomputed_basis": "conversion:x", "gain": 1.78, "gain_rank": 1},
    ]  # fmt: skip
    many_misses(thin, "ab")
    assert "+1,78 poin indeks" in actions(thin)[0]


@pytest.mark.parametrize(
    ("changed", "comes_behind"),
    [
        ({"decision": "ask", "decision_id": "K-13", "rule": "parameter_implausible"}, True),
        ({"decision": "none", "rule": "leap", "severity": "warning"}, True),
        ({"decision": "none", "rule": "outside_scale", "severity": "error"}, True),
        ({"decision": "keep", "decision_id": "K-13", "rule": "leap"}, False),
        ({"decision": "none", "rule": "no_progress", "severity": "warning"}, False),
        ({"decision": "none", "rule": "unit_lost", "severity": "note"}, False),
    ],
)
def test_a_disputed_or_implausible_figure_is_never_first_and_says_so(thin, changed, comes_behind):
    thin.findings = [finding(row=1, column="2023", **changed)]
    first_of_all, *others = actions(thin)
    mine = next(action for action in (first_of_all, *others) if "kini 84,20" in action)
    assert (mine != first_of_all) is comes_behind
    assert ("Angkanya masih dipertanyakan" in mine) is comes_behind


def test_a_figure_that_only_the_press_gives_is_never_first_and_says_so(thin):
    for row in thin.realisations:
        row["publication"] = "press"
    first_of_all, *others = actions(thin)
    assert "kini 84,20" not in first_of_all
    assert any(
        "kini 84,20" in action and action.endswith("hanya diketahui dari pemberitaan.")
        for action in others
    )


def test_a_question_on_a_printed_target_is_an_action(thin):
    thin.findings = [
        finding(row=3, decision="ask", decision_id="K-04", printed="90", indicator="spbe")
    ]
    named = {"printed_label": "a. Indeks e-Government"}
    thin.indicators[2] |= {"findings": "outside_scale:3.7:3:2023"} | named
    asked = "Bagian Organisasi: menjawab pertanyaan K-04 tentang Indeks e-Government (Indeks SPBE)"
    assert any(text.startswith(asked) for text in actions(thin))


def test_the_city_itself_is_never_the_addressee(thin):
    thin.indicators[0] |= {"agencies": ""}
    assert not any(text.startswith("Kota Contoh") for text in actions(thin))


def test_a_report_is_a_draft_while_the_city_owes_figures_or_answers(thin, full):
    assert facts(thin)["Status laporan"] == "Draf"
    assert facts(full)["Status laporan"] == "Final"
    full.findings = [finding(decision="ask")]
    assert facts(full)["Status laporan"] == "Draf"
    full.findings = [finding(decision="none")]
    assert facts(full)["Status laporan"] == "Draf"


@pytest.mark.parametrize(
    ("source", "date"),
    [("ombudsman-2024", "23 April 2024"), ("koran-2024-05", "Mei 2024")],
)
def test_the_date_of_the_data_is_the_latest_of_the_sources_used(full, source, date):
    full.realisations[0] |= {"source": source}
    assert facts(full)["Tanggal data"] == date


def test_figures_of_later_years_do_not_enter(full, thin):
    full.realisations += [value | {"row": 10 + value["row"]} for value in thin.realisations]
    assert facts(full)["Tanggal data"] == "23 April 2024"
    assert "84,20" not in full.page()
