import pytest
from made_up_rows import finding

from rapor.report.actions import actions as actions_of
from rapor.report.front import front_page
from rapor.write.content import Paragraph, Tally, plain


def section(sample, number, code="id"):
    return front_page(sample.dossier(code)).sections[number]


def text_of(sample, number, code="id"):
    blocks = section(sample, number, code).blocks
    return " ".join(plain(one.text) for one in blocks if isinstance(one, Paragraph))


def counts(sample, number):
    tally = next(one for one in section(sample, number).blocks if isinstance(one, Tally))
    return [one.number for one in tally.counts]


def actions(sample):
    return [plain(item) for item in actions_of(sample.dossier())]


def facts(sample):
    return dict(front_page(sample.dossier()).facts)


def test_the_state_of_the_data_comes_before_any_result(thin):
    titles = [one.title for one in front_page(thin.dossier()).sections]
    assert titles[:3] == ["Keadaan data", "Indeks Reformasi Birokrasi", "Target tahun 2023"]


def test_indicators_realisations_and_official_sources_are_counted(thin):
    thin.findings = [finding(), finding(row=2, decision="none", decision_id="")]
    assert counts(thin, 0) == ["5", "3", "2", "1/2"]


def test_a_thin_year_says_in_one_sentence_how_far_it_reaches(thin):
    assert text_of(thin, 0) == (
        "Dari 5 indikator, 3 memiliki realisasi tahun 2023; kesimpulan di bawah ini hanya berlaku"
        " bagi indikator tersebut."
    )


def test_the_sentence_follows_the_data(thin):
    thin.indicators[1] |= {"status": "no_data", "realised_text": "", "realised_ref": ""}
    assert "Dari 5 indikator, 2 memiliki" in text_of(thin, 0)
    assert counts(thin, 2) == ["0", "1", "3"]


def test_a_year_without_realisations_concludes_nothing(thin):
    empty = {"realised": None, "realised_text": "", "realised_ref": "", "status": "no_data"}
    thin.indicators = [one | empty for one in thin.indicators[:5]]
    said = text_of(thin, 0)
    assert said.startswith("Belum satu pun dari 5 indikator memiliki realisasi tahun 2023.")
    assert "belum dapat disimpulkan" in said
    assert counts(thin, 2) == ["0", "0", "5"]


def test_a_complete_year_says_so(full):
    assert text_of(full, 0) == "Seluruh 1 indikator memiliki realisasi tahun 2021."


def test_missing_data_are_never_worded_as_missed_targets(thin):
    empty = {"realised": None, "realised_text": "", "realised_ref": "", "status": "no_data"}
    thin.indicators = [one | empty for one in thin.indicators[:5]]
    words = text_of(thin, 0) + text_of(thin, 1) + " ".join(actions(thin))
    assert "tidak tercapai" not in words


def test_the_official_index_stands_beside_the_self_assessment(full):
    assert text_of(full, 1) == (
        "Indeks RB resmi tahun 2021 ialah 42,94 dengan predikat C. (T 2.13, b 1) Penilaian mandiri"
        " tidak memiliki jumlah akhir karena sebagian komponennya belum diisi. Nilai mandiri"
        " komponen Pemenuhan 12,36; nilai resmi 7,49. Selisih 4,87 adalah yang terbesar di antara"
        " semua komponen."
    )


def test_a_whole_self_assessment_is_given_with_its_distance(full):
    full.index[0] |= {"self": 52.6, "self_basis": "summed"}
    assert "Penilaian mandiri menghasilkan 52,60; selisihnya 9,66." in text_of(full, 1)


def test_a_year_without_official_index_says_that_none_is_known(thin):
    assert text_of(thin, 1) == "Hasil evaluasi resmi tahun 2023 belum diketahui."


def test_the_latest_known_index_of_an_earlier_year_is_named(thin, full):
    thin.scores = full.scores
    assert "Nilai resmi terakhir yang diketahui ialah 42,94 untuk tahun 2021." in text_of(thin, 1)


def test_the_counts_carry_symbol_and_word(thin):
    tally = next(one for one in section(thin, 2).blocks if isinstance(one, Tally))
    assert [(one.symbol, one.words, one.number) for one in tally.counts] == [
        ("●", "tercapai", "1"),
        ("▲", "tidak tercapai", "1"),
        ("○", "belum ada data", "2"),
    ]
    assert "1 indikator memiliki realisasi yang tidak dapat dibandingkan" in text_of(thin, 2)


def test_actions_name_agency_indicator_and_figure(thin):
    missed, missing = actions(thin)
    assert missed == (
        "Bagian Organisasi: menutup selisih 0,80 pada Kepatuhan Pelayanan: realisasi 84,20,"
        " target 85."
    )
    assert missing == (
        "Inspektorat: menyampaikan realisasi tahun 2023 untuk 2 indikator, di antaranya Nilai SAKIP"
        " (target 75)."
    )


def test_there_are_five_actions_at_most(thin):
    missed = thin.indicators[0]
    thin.indicators = [
        missed | {"indicator": code, "label": code} for code in "abcdefgh"
    ] + thin.indicators
    thin.targets += [
        thin.targets[0] | {"indicator": code, "row": 20 + n} for n, code in enumerate("abcdefgh")
    ]
    assert len(actions(thin)) == 5


def test_a_question_on_a_printed_target_is_an_action(thin):
    thin.findings = [
        finding(row=3, decision="ask", decision_id="K-04", printed="90", indicator="spbe")
    ]
    thin.indicators[2] |= {"findings": "outside_scale:3.7:3:2023"}
    assert (
        "Bagian Organisasi: menjawab pertanyaan K-04 tentang Indeks SPBE: Tabel 3.7 mencetak 90."
        in (actions(thin))
    )


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
    first, *others = actions(thin)
    mine = next(action for action in (first, *others) if "selisih 0,80" in action)
    assert (mine != first) is comes_behind
    assert ("Angkanya masih dipertanyakan" in mine) is comes_behind


def test_a_figure_that_only_the_press_gives_is_never_first_and_says_so(thin):
    for row in thin.realisations:
        row["publication"] = "press"
    first, *others = actions(thin)
    assert "selisih 0,80" not in first
    assert any(
        "selisih 0,80" in action and action.endswith("hanya diketahui dari pemberitaan.")
        for action in others
    )


def test_an_indicator_without_agency_is_the_citys(thin):
    thin.indicators[0] |= {"agencies": ""}
    assert actions(thin)[0].startswith("Kota Contoh: ")


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
    full.realisations += [one | {"row": 10 + one["row"]} for one in thin.realisations]
    assert facts(full)["Tanggal data"] == "23 April 2024"
    assert "84,20" not in full.page()
