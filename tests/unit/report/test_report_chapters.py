import pytest
from made_up_rows import finding, index_line, line, realisation, realised, target

from rapor.report.chapters import achievement, appendix, findings, index, method, requests, summary
from rapor.report.writing import CHAPTERS
from rapor.write.content import Figure, Heading, ListBlock, Paragraph, Table, plain


def tables(chapter):
    return {block.anchor: block for block in chapter.blocks if isinstance(block, Table)}


def heads(table):
    return [column.title for column in table.columns]


def cells(table):
    return [[plain(cell.text) for cell in row.cells] for row in table.rows]


def words(chapter):
    sentences = [plain(block.text) for block in chapter.blocks if isinstance(block, Paragraph)]
    for block in chapter.blocks:
        if isinstance(block, ListBlock):
            sentences += [plain(item) for item in block.items]
    return " ".join(sentences)


def test_built_chapters_are_numbered_without_gaps_and_the_appendix_is_not(thin):
    chapters = thin.report().chapters
    assert [part.number for part in chapters] == [*range(1, len(CHAPTERS) + 1), None]
    assert [part.code for part in chapters] == [
        "summary",
        "method",
        "achievement",
        "plan",
        "index",
        "year_on_year",
        "trajectory",
        "followup",
        "findings",
        "requests",
        "conclusion",
        "appendix",
    ]


def test_areas_stand_in_the_order_of_the_regulation(thin):
    chapter = achievement.chapter(thin.dossier())
    titles = [block.title for block in chapter.blocks if isinstance(block, Heading)]
    assert titles[:3] == [
        "Manajemen Perubahan",
        "Penguatan Pengawasan",
        "Peningkatan Kualitas Pelayanan Publik",
    ]


def test_a_line_shows_target_realisation_achievement_status_and_source(thin):
    table = tables(achievement.chapter(thin.dossier()))["table-area-public_service"]
    assert dict(zip(heads(table), cells(table)[0], strict=True)) == {
        "Indikator": "Kepatuhan Pelayanan",
        "Satuan": "nilai",
        "Target 2023": "85",
        "Realisasi 2023": "84,20",
        "Capaian (% dari target)": "99,1",
        "Target akhir 2024": "90",
        "Status": "▲ tidak tercapai",
        "Sumber": "T 3.7, b 1; R 1",
    }


def test_an_area_without_data_stands_in_the_appendix_and_its_chapter_says_so(thin):
    thin.indicators[2] = line("spbe", "no_data", 3, target=4.0, target_printed="4")
    chapter = achievement.chapter(thin.dossier())
    assert "table-area-change_management" not in tables(chapter)
    assert "Realisasi tahun 2023 belum tersedia untuk Manajemen Perubahan" in words(chapter)
    listed = tables(appendix.chapter(thin.dossier()))["table-area-change_management"]
    assert heads(listed) == [
        "Indikator",
        "Satuan",
        "Target 2023",
        "Status",
        "Sumber",
    ]


def test_a_year_without_targets_says_so_once(full):
    told = words(achievement.chapter(full.dossier()))
    assert told.count("Dokumen tidak mencantumkan target tahun 2021.") == 1


def test_a_corrected_target_carries_a_mark_that_leads_to_its_finding(thin):
    thin.findings = [finding(indicator="ombudsman")]
    thin.indicators[0] |= {"findings": "outside_scale:3.7:1:2023", "target_printed": "770"}
    dossier = thin.dossier()
    table = tables(achievement.chapter(dossier))["table-area-public_service"]
    mark = table.rows[0].cells[2].text[-1]
    assert (mark.text, mark.style) == ("K-01", "mark")
    anchors = {
        row.anchor for shown in tables(findings.chapter(dossier)).values() for row in shown.rows
    }
    assert mark.link.removeprefix("#") in anchors
    assert mark.hint.startswith("Tabel 3.7")


def test_what_the_road_map_does_not_plan_is_told_apart(thin):
    chapter = achievement.chapter(thin.dossier())
    assert "Nilai MCP mencapai 84; road map tidak memuat target" in words(chapter)
    assert not any(
        "Nilai MCP" in row[0] for shown in tables(chapter).values() for row in cells(shown)
    )


def test_an_indicator_measured_in_words_is_not_drawn_but_told(thin):
    thin.indicators = thin.indicators[1:2]
    chapter = achievement.chapter(thin.dossier())
    assert not [block for block in chapter.blocks if isinstance(block, Figure)]
    assert "Gambar ditiadakan" in words(chapter)
    assert "Opini BPK: WTP; target WTP tercapai." in words(summary.chapter(thin.dossier()))


def test_the_summary_counts_by_area_and_sums(thin):
    table = tables(summary.chapter(thin.dossier()))["table-areas"]
    assert cells(table)[-1] == ["Semua area", "5", "3", "1", "1", "2", "1"]


def test_the_summary_names_the_best_and_the_worst_of_many(thin):
    missed = thin.indicators[0]
    for row, code in enumerate("abcdefgh", start=20):
        pct = 50.0 + row
        thin.indicators.append(missed | {"indicator": code, "label": code, "achievement_pct": pct})
        thin.targets.append(thin.targets[0] | {"indicator": code, "row": row})
    told = words(summary.chapter(thin.dossier()))
    assert told.index("Paling dekat") < told.index("Paling jauh") < told.index("yaitu 70,0 persen")


def test_the_summary_names_the_decisions_and_their_chapter_the_value_in_use(thin):
    thin.findings = [finding(indicator="ombudsman")]
    thin.indicators[0] |= {"findings": "outside_scale:3.7:1:2023"}
    told = words(summary.chapter(thin.dossier()))
    assert "1 koreksi atas dokumen memengaruhi angka tahun ini (K-01)" in told
    (row,) = cells(tables(findings.chapter(thin.dossier()))["table-decisions"])
    assert "770" in row[1]
    assert row[3] == "70"


@pytest.mark.parametrize(
    ("rule", "head"),
    [
        ("tables_disagree", "Dua tabel mencantumkan target yang berbeda (1)"),
        ("of_a_later_version", "of_a_later_version (1)"),
    ],
)
def test_findings_stand_under_the_name_of_their_rule_or_the_code_of_an_unknown_one(
    thin, rule, head
):
    thin.findings = [finding(rule, severity="warning", decision="none", decision_id="")]
    table = tables(appendix.chapter(thin.dossier()))["table-warning"]
    assert cells(table)[0] == [head]


def test_a_kept_disagreement_names_the_cell_in_use(thin):
    thin.findings = [
        finding("tables_disagree", decision="ask", indicator="ombudsman", decided_value="")
    ]
    thin.indicators[0] |= {"findings": "tables_disagree:3.7:1:2023"}
    told = words(findings.chapter(thin.dossier()))
    assert "evaluasi memakai 85 (T 3.7, b 1) sebagai target 2023." in told


EMPTY = {"printed": "", "value": None, "value_printed": None}
ASKED = {"severity": "warning", "decision": "ask", "decided_value": "", "printed": ""}


def test_what_is_used_in_place_of_an_empty_cell_carries_its_question(thin):
    thin.targets[0] |= EMPTY
    thin.targets.append(target("ombudsman", 85.0, 9, table="3.17"))
    thin.indicators[0] |= {"target_ref": "3.17:9:2023", "findings": "missing_cell:3.7:1:2023"}
    thin.findings = [finding("missing_cell", indicator="ombudsman", **ASKED)]
    dossier = thin.dossier()
    assert [mark.text for mark in dossier.planned_line("ombudsman").target.marks] == ["K-01"]
    told = words(findings.chapter(dossier))
    assert "evaluasi memakai 85 (T 3.17, b 9) sebagai target 2023." in told


def test_a_figure_that_goes_before_an_empty_cell_does_not_carry_its_question(thin):
    thin.targets.append(target("ombudsman", 85.0, 9, table="3.17") | EMPTY)
    asked = finding("missing_cell", 9, indicator="ombudsman", **ASKED)
    thin.findings = [asked | {"table": "3.17", "finding": "missing_cell:3.17:9:2023"}]
    assert thin.dossier().planned_line("ombudsman").target.marks == ()


def test_a_printed_target_that_a_question_is_about_carries_its_mark(thin):
    thin.targets.append(target("ombudsman", 80.0, 9, table="3.17"))
    compared = {"compared_ref": "3.17:9:2023", "compared_printed": "80"}
    thin.findings = [finding("tables_disagree", **ASKED | compared)]
    printed = cells(tables(appendix.chapter(thin.dossier()))["table-targets"])
    assert sum(" ".join(row).count("K-01") for row in printed) == 2


def test_a_sum_that_lacks_a_part_carries_the_marks_of_the_parts_it_has(full):
    full.index[0] |= {"self": 33.36, "self_basis": "partial"}
    full.index.append(index_line("enabler", "Pengungkit", 60.0, 4, self=33.36))
    full.index[-1] |= {"self_basis": "partial"}
    full.findings = [
        finding("above_weight", 3, "MANDIRI", **ASKED)
        | {"table": "2.13", "finding": "above_weight:2.13:3:MANDIRI", "severity": "error"}
    ]
    whole = full.dossier().total
    assert [mark.text for mark in whole.self_assessed.weighty_marks] == ["K-01"]


def test_the_index_is_shown_official_self_and_recomputed(full):
    chapter = index.chapter(full.dossier())
    table = tables(chapter)["table-index"]
    assert dict(zip(heads(table), cells(table)[2], strict=True)) == {
        "Komponen": "Reform",
        "Bobot": "40,00",
        "Resmi": "20,50",
        "Hilang": "19,50",
        "Mandiri": "21,00",
        "Mandiri dikurangi resmi": "0,50",
        "Hitung ulang": "20,40",
        "Resmi dikurangi hitung ulang": "0,10",
        "Sumber": "T 2.13, b 3",
    }
    assert "hasil hitung ulang 20,40, nilai tercantum 20,50; selisih 0,10" in words(chapter)


def test_a_partial_self_assessment_is_not_compared(full):
    full.index[1] |= {"self_basis": "partial"}
    chapter = index.chapter(full.dossier())
    row = cells(tables(chapter)["table-index"])[1]
    assert "≥ 12,36" in row
    assert "4,87" not in row
    assert "Pemenuhan: nilai mandiri" not in words(chapter)


def test_the_break_of_the_series_is_said_from_the_year_of_the_new_instrument(thin, full):
    assert "dua deret yang berbeda" in words(index.chapter(thin.dossier()))
    assert "dua deret" not in words(index.chapter(full.dossier()))


def test_decisions_are_listed_with_what_is_printed_and_what_is_used(thin):
    thin.findings = [finding()]
    thin.decisions = {
        "outside_scale:3.7:1:2023": {"evidence": "Tabel 3.16", "decided_by": "Penyusun data"}
    }
    row = cells(tables(findings.chapter(thin.dossier()))["table-decisions"])[0]
    assert row[0] == "K-01 #1"
    assert row[2:4] == ["770", "70"]
    assert row[4] == (
        "Satu angka 7 tercantum berlebih. Bukti: Tabel 3.16. Diputuskan oleh Penyusun data."
    )


def test_a_question_stands_once_for_all_its_findings(thin):
    both = {"decision": "ask", "decision_id": "K-02", "reason": "Kota diminta menetapkan target."}
    thin.findings = [finding(**both), finding(row=2, **both)]
    told = words(findings.chapter(thin.dossier()))
    assert told.count("nilai tercantum tetap berlaku. Temuan #1, #2.") == 1


def test_data_without_findings_are_said_to_be_so(thin):
    told = words(findings.chapter(thin.dossier()))
    assert told == "Pemeriksaan tidak menemukan kesalahan dalam data daerah."


def test_missing_figures_are_asked_of_the_agency_named_first(thin):
    table = tables(requests.chapter(thin.dossier()))["table-requests"]
    assert [row[0] for row in cells(table)] == [
        "Inspektorat: 2 indikator",
        "Nilai SAKIP",
        "Kasus Disiplin",
    ]
    assert cells(table)[1][-1] == "Bagian Organisasi"


def test_the_last_known_value_stands_beside_a_request(thin):
    thin.realisations.append(realisation("sakip", "60,35", 9, 2022))
    table = tables(requests.chapter(thin.dossier()))["table-requests"]
    assert "60,35 pada tahun 2022 (R 9)" in cells(table)[1]


def test_a_complete_year_asks_for_nothing(full):
    chapter = requests.chapter(full.dossier())
    assert "tidak ada data yang diminta" in words(chapter)
    assert not tables(chapter)


def test_the_method_lists_what_nobody_has_verified(thin):
    assert "telah dibaca pada sumbernya" in words(method.chapter(thin.dossier()))
    thin.indicators[0] |= {"category": "Sangat Tinggi"}
    categories = thin.catalogue.achievement.categories
    object.__setattr__(categories, "verified", False)
    assert "1 angka rujukan belum dibaca" in words(method.chapter(thin.dossier()))
    table = tables(appendix.chapter(thin.dossier()))["table-unverified"]
    assert cells(table) == [
        ["Batas kategori capaian", "kategori setiap capaian", "Permendagri 86/2017"]
    ]


def test_the_method_names_the_cap_in_force(thin):
    assert "Capaian tidak dibatasi" in words(method.chapter(thin.dossier()))
    thin.indicators[0] |= {"achievement_pct": 130.0, "capped_pct": 120.0}
    assert "Capaian dihitung paling tinggi 120 persen" in words(method.chapter(thin.dossier()))


def test_the_appendix_shows_cells_as_printed(thin):
    thin.targets[0] |= {"printed": "770", "decision": "correct"}
    thin.findings = [finding()]
    table = tables(appendix.chapter(thin.dossier()))["table-targets"]
    assert cells(table)[1][:3] == ["1", "ombudsman", "770K-01"]


@pytest.mark.parametrize(("decision", "marked"), [("ask", True), ("keep", False)])
def test_a_percentage_carries_what_may_move_it(thin, decision, marked):
    thin.findings = [finding(decision=decision)]
    table = tables(achievement.chapter(thin.dossier()))["table-area-public_service"]
    shown = next(cell for cell in cells(table)[0] if cell.startswith("99,1"))
    assert shown == ("99,1K-01" if marked else "99,1")


def test_the_appendix_marks_scores_that_are_disputed_or_corrected(full):
    changes = {"table": "2.13", "decision": "ask", "decision_id": "K-02"}
    full.findings = [
        finding("above_weight", 3, "NILAI", finding="above_weight:2.13:3:NILAI", **changes)
    ]
    table = tables(appendix.chapter(full.dossier()))["table-scores"]
    row = next(row for row in cells(table) if row[1:2] == ["Reform"])
    assert "20,50K-02" in row


def test_the_appendix_marks_a_published_value_that_publishers_give_otherwise(thin):
    changes = {"table": "realisation", "decision": "none", "severity": "warning"}
    name = "publishers_disagree:realisation:1:printed"
    thin.findings = [finding("publishers_disagree", 1, "printed", finding=name, **changes)]
    thin.findings[0]["decision_id"] = ""
    table = tables(appendix.chapter(thin.dossier()))["table-realisations"]
    assert "84,20#1" in cells(table)[0]


def test_the_appendix_names_publisher_and_kind_of_every_realisation(thin):
    table = tables(appendix.chapter(thin.dossier()))["table-realisations"]
    assert cells(table)[1][:2] == ["R 2", "Opini BPK"]
    assert "pers" in cells(table)[1]
    publisher = next(
        cell for cell in table.rows[0].cells if plain(cell.text) == "ombudsman.example"
    )
    assert publisher.text[0].link == "https://ombudsman.example/nilai"


def test_realisations_of_press_and_of_official_publishers_are_told_apart(thin):
    told = words(summary.chapter(thin.dossier()))
    assert "1 di antaranya dikutip dari pers" in told
    thin.realisations[1] |= {"publication": "official"}
    assert "Seluruh realisasi itu berasal dari sumber resmi." in words(
        summary.chapter(thin.dossier())
    )


def test_an_inequality_is_kept_at_the_end_target(thin):
    thin.targets[1] |= {"comparator": ">", "printed": ">90%"}
    table = tables(achievement.chapter(thin.dossier()))["table-area-public_service"]
    assert "> 90" in cells(table)[0]


def test_a_line_with_words_has_no_gap_to_draw(thin):
    thin.indicators[1] |= realised(2, "WDP", text="WDP") | {"status": "not_achieved"}
    assert "Opini BPK: WDP; target WTP tidak tercapai." in words(summary.chapter(thin.dossier()))


def test_a_year_without_any_realisation_says_so_once(thin):
    empty = {"realised": None, "realised_text": "", "realised_ref": "", "status": "no_data"}
    thin.indicators = [indicator | empty for indicator in thin.indicators[:5]]
    thin.realisations = []
    chapter = achievement.chapter(thin.dossier())
    told = words(chapter)
    assert told.count("Belum ada indikator road map yang memiliki realisasi tahun 2023") == 1
    assert not [block for block in chapter.blocks if isinstance(block, Figure)]


def test_a_sum_says_which_rows_it_leaves_out(full):
    """The weightless rows of a component stand in its table, but not in its sum."""
    whole, part = "enabler/fulfilment", "enabler/fulfilment/change_management"
    by_path = {row["component"]: row for row in full.index}
    by_path[whole] |= {"self": 12.36, "self_basis": "summed"}
    full.index.append(
        {**by_path[whole], "component": part, "label": "Berbobot nol", "weight": 0.0}
        | {"self": 0.71, "self_basis": "printed", "official": None, "official_ref": ""}
    )
    told = " ".join(
        plain(note) for note in tables(index.chapter(full.dossier()))["table-self"].notes
    )
    assert "tidak termasuk baris tanpa bobot: Berbobot nol, seluruhnya 0,71." in told
