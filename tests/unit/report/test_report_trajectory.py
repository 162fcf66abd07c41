from dataclasses import replace

from made_up_rows import finding, target

from rapor.catalogue.scales import StatedRule
from rapor.ground.tables import EVALUATION
from rapor.ground.vocabularies import VERDICT_BASES, VERDICTS
from rapor.report.chapters import conclusion, findings, trajectory
from rapor.write.content import Chapter, ListBlock, Paragraph, Table, plain


def way(sample, **changed):
    row = dict.fromkeys(EVALUATION["trajectory"].declaration().names)
    area = next(iter(sample.catalogue.areas.names))
    row |= {
        "city": "kota-contoh", "year": sample.year, "indicator": "sakip_score",
        "label": "Nilai SAKIP", "area": area, "known": 60.35, "known_year": 2020,
        "end_target": 80.0, "step_needed": 4.9125, "verdict": "cannot_be_said",
        "verdict_basis": "few_values",
    }  # fmt: skip
    return {**row, **changed}


def with_marks(chapter):
    sentences = [plain(block.text) for block in chapter.blocks if isinstance(block, Paragraph)]
    for block in chapter.blocks:
        if isinstance(block, ListBlock):
            sentences += [plain(item) for item in block.items]
    return " ".join(sentences)


def rows(chapter):
    (table,) = [block for block in chapter.blocks if isinstance(block, Table)]
    return [[plain(cell.text) for cell in row.cells] for row in table.rows if not row.group]


def test_a_way_is_said_with_its_verdict_and_the_reason(thin):
    thin.trajectory = [way(thin)]
    dossier = thin.dossier()
    assert "tidak dapat disimpulkan: 1" in with_marks(trajectory.chapter(dossier))
    (row,) = rows(Chapter("", "", tuple(trajectory.lists(dossier))))
    assert "tidak dapat disimpulkan: kurang dari dua realisasi diketahui" in row
    assert "4,91" in row


def test_a_published_baseline_carries_the_question_about_the_blank_it_stands_for(thin):
    start = {"baseline": 84.2, "baseline_ref": "realisation:1:printed"}
    blank = {"value": None, "value_printed": None}
    thin.targets.append(target("ombudsman", None, 1, text="---", kind="baseline") | blank)
    thin.targets[-1]["text"] = ""
    thin.indicators[0] |= start
    known = {"known": 84.2, "known_year": 2023, "known_ref": "realisation:1:printed"}
    ahead = {"path_pct": 0.0, "baseline_in_place_of": "3.7:1:baseline"}
    thin.trajectory = [way(thin, indicator="ombudsman", **known, **start, **ahead)]
    asked = {"decision": "ask", "severity": "warning", "printed": "---", "decided_value": ""}
    thin.findings = [finding("missing_cell", 1, "baseline", indicator="ombudsman", **asked)]
    dossier = thin.dossier()
    (row,) = rows(Chapter("", "", tuple(trajectory.lists(dossier))))
    assert (row[1], row[5]) == ("84,20", "0,0K-01"), "as a realisation it is not in question"
    assert [mark.text for mark in dossier.planned_line("ombudsman").baseline.marks] == ["K-01"]
    told = with_marks(findings.chapter(dossier))
    assert "84,20 (" in told
    assert "sebagai nilai awal" in told


def test_the_step_seen_names_its_years(thin):
    judged = way(
        thin, step_seen=6.54, step_from_year=2023, step_to_year=2024,
        verdict="on_track", verdict_basis="within_largest_step",
    )  # fmt: skip
    thin.trajectory = [judged, {**judged, "indicator": "ombudsman"}]
    assert "6,54 (2023–2024)" in rows(trajectory.chapter(thin.dossier()))[0]
    thin.trajectory = [judged]
    alone = trajectory.chapter(thin.dossier())
    assert not [block for block in alone.blocks if isinstance(block, Table)]
    told = (
        "terakhir diketahui 60,35 (2020), target akhir 80; langkah yang diperlukan pernah terjadi"
    )
    assert told in with_marks(alone)
    assert "Langkah terbesar yang pernah terjadi: 6,54 (2023–2024)." in with_marks(alone)


def test_an_indicator_without_realisation_has_no_line(thin):
    thin.trajectory = [way(thin, known=None, known_year=None, verdict_basis="no_realisation")]
    chapter = trajectory.chapter(thin.dossier())
    assert not [block for block in chapter.blocks if isinstance(block, Table)]
    assert "Belum ada" in with_marks(chapter)


def test_every_verdict_and_reason_has_words():
    assert set(trajectory.VERDICTS) == set(VERDICTS)
    assert set(trajectory.BASES) == set(VERDICT_BASES)


def test_the_conclusion_counts_only_targets_that_can_be_judged(thin):
    dossier = thin.dossier()
    judged = dossier.counts["achieved"] + dossier.counts["not_achieved"]
    assert f"Dari {judged} target tahun {thin.year}" in with_marks(conclusion.chapter(dossier))
    thin.indicators = [
        {**line, "status": "no_data", "realised": None, "realised_text": "", "realised_ref": ""}
        for line in thin.indicators
    ]
    assert "belum ada target" in with_marks(conclusion.chapter(thin.dossier())).lower()


def test_every_recommendation_says_what_who_by_when_and_when_it_is_done(thin):
    (table,) = [
        block for block in conclusion.chapter(thin.dossier()).blocks if isinstance(block, Table)
    ]
    titles = [column.title for column in table.columns]
    for title in ("Rekomendasi", "Penanggung jawab", "Batas waktu", "Selesai bila"):
        assert all(plain(row.cells[titles.index(title)].text) for row in table.rows)
    assert all("Kota Contoh" not in plain(row.cells[2].text) for row in table.rows)


def test_the_rule_says_of_each_verdict_what_it_means(thin):
    rules = {
        code: StatedRule(code, f"Aturan {code}.", f"Rule {code}.", "invented", verified=True)
        for code in ("on_track", "series_break")
    }
    dossier = thin.dossier()
    known = replace(dossier.catalogue.trajectory, rules=rules)
    dossier = replace(dossier, catalogue=replace(dossier.catalogue, trajectory=known))
    lists = [block for block in trajectory.lists(dossier) if isinstance(block, ListBlock)]
    shown = [plain(item) for item in lists[-1].items]
    assert shown == ["sesuai jalur: Aturan on_track.", "Aturan series_break."]
