from dataclasses import replace

import pytest
from made_up_city import catalogue_of

from rapor.catalogue.registers import Register
from rapor.report.advice import Plan
from rapor.report.chapters import followup, plan
from rapor.report.recommendations import recommended
from rapor.write.content import Paragraph, Table, plain


def activity(**changed):
    row = {
        "city": "kota-contoh", "source": "perwal", "table": "3.16", "row": 1, "column": "2023",
        "printed": "41 PD", "area": "change_management", "activity": "Sosialisasi", "outcome": "",
        "indicator": "", "label": "", "agencies": "", "year": 2023, "value": 41.0, "text": "",
        "unit": "PD", "comparator": "=", "decision": "none",
    }  # fmt: skip
    return {**row, **changed}


def quick_win(**changed):
    row = {
        "city": "kota-contoh", "source": "perwal", "table": "3.4", "row": 1, "column": "QUICK WINS",
        "printed": "Loket", "goal": "", "area": "", "title": "Loket", "agencies": "",
        "condition": "", "impact": "", "users": "", "decision": "none",
    }  # fmt: skip
    return {**row, **changed}


def recommendation(**changed):
    row = {
        "city": "kota-contoh", "source": "perwal", "table": "B.2.b", "row": 1, "column": "R",
        "printed": "", "year": 2021, "origin": "internal_review", "number": "1", "topic": "Susun",
        "area": "change_management", "agencies": "", "status": "open", "repeats": "",
        "decision": "none",
    }  # fmt: skip
    return {**row, **changed}


def with_marks(chapter):
    return " ".join(plain(block.text) for block in chapter.blocks if isinstance(block, Paragraph))


def table(chapter, anchor):
    tables = [block for block in chapter.blocks if isinstance(block, Table)]
    return next(table for table in tables if table.anchor == anchor)


def whole(sample):
    """The chapter with what it leaves to the appendix."""
    dossier = sample.dossier()
    chapter = plan.chapter(dossier)
    return replace(chapter, blocks=(*chapter.blocks, *plan.lists(dossier)))


def test_many_activities_stand_in_the_appendix_and_those_with_a_result_in_the_chapter(thin):
    measured = next(line for line in thin.dossier().planned if line.row.has_data)
    thin.action_plan = [
        activity(row=row, year=thin.year, activity=f"Kegiatan {row}") for row in range(1, 14)
    ] + [activity(row=20, year=thin.year, indicator=measured.row.indicator, activity="Terukur")]
    of_chapter = cells(table(plan.chapter(thin.dossier()), "table-plan-activities"))
    assert [row[0] for row in of_chapter] == ["Terukur"]
    assert len(cells(table(whole(thin), "table-plan-activities-all"))) == 14


def cells(one):
    return [[plain(cell.text) for cell in row.cells] for row in one.rows if not row.group]


def test_only_activities_with_a_figure_of_the_year_are_planned_for_it(thin):
    thin.action_plan = [
        activity(year=thin.year),
        activity(row=2, year=thin.year, printed="", value=None, activity="Kosong"),
        activity(row=5, year=thin.year, printed="-", value=None, activity="Bergaris"),
        activity(row=6, year=thin.year, printed="0", value=0.0, activity="Nol"),
        activity(row=3, column="2024", year=thin.year + 1, activity="Nanti"),
        activity(row=4, column="Kegiatan", year=None, printed="Pendukung", activity="Pendukung"),
    ]
    chapter = whole(thin)
    planned = cells(table(chapter, "table-plan-activities"))
    assert [row[0] for row in planned] == ["Sosialisasi"]
    assert "41 PD" in planned[0]
    assert "target tahun 2023 untuk 1 kegiatan" in with_marks(chapter)
    others = cells(table(chapter, "table-plan-others"))
    assert [row[0] for row in others] == ["Kosong", "Pendukung", "Bergaris"]


def test_an_activity_without_realisation_has_no_data_and_is_no_miss(thin):
    thin.action_plan = [activity(year=thin.year)]
    (row,) = cells(table(plan.chapter(thin.dossier()), "table-plan-activities"))
    assert any(cell.startswith("○") for cell in row)
    assert not any(cell.startswith("▲") for cell in row)


def test_an_activity_with_an_indicator_shows_what_its_indicator_reached(thin):
    measured = next(line for line in thin.dossier().planned if line.row.has_data)
    thin.action_plan = [activity(year=thin.year, indicator=measured.row.indicator)]
    chapter = plan.chapter(thin.dossier())
    assert "1 di antaranya memiliki realisasi" in with_marks(chapter)


@pytest.mark.parametrize(
    ("first", "last", "shown"), [(2022, 2022, False), (2023, 2024, True), (None, None, True)]
)
def test_quick_wins_are_those_of_the_year(thin, first, last, shown):
    thin.year = 2023
    thin.quick_wins = [quick_win(year=first, last_year=last)]
    assert ("Loket" in str(whole(thin).blocks)) is shown


def test_a_recommendation_that_is_said_again_leads_to_the_earlier_one(full):
    full.recommendations = [
        recommendation(),
        recommendation(
            table="B.3.b", row=7, origin="ministry", number="g", repeats="B.2.b:1:R;B.2.a:4:col2"
        ),
    ]
    chapter = followup.chapter(full.dossier())
    assert "1 rekomendasi kementerian mengulang" in with_marks(chapter)
    ministry = table(chapter, "table-followup-ministry")
    links = [run.link for cell in ministry.rows[0].cells for run in cell.text if run.link]
    assert links == ["#recommendation-B.2.b-1"]
    internal = table(chapter, "table-followup-internal_review")
    assert internal.rows[0].anchor == "recommendation-B.2.b-1"


def test_recommendations_of_a_later_year_are_not_this_reports(full):
    full.recommendations = [recommendation(year=full.year + 1)]
    assert "tidak memuat rekomendasi" in with_marks(followup.chapter(full.dossier()))


def test_a_done_recommendation_is_not_counted_as_open(full):
    full.recommendations = [recommendation(), recommendation(row=2, number="2", status="done")]
    told = with_marks(followup.chapter(full.dossier()))
    assert "Dokumen memuat 2 rekomendasi." in told
    assert "1 di antaranya belum dinyatakan selesai." in told


def advised(sample):
    return recommended(sample.dossier())


def test_what_was_recommended_before_on_an_area_stands_with_the_first_advice_on_it(thin):
    missed = next(advice for advice in advised(thin) if advice.areas)
    (area,) = missed.areas
    lead = next(line.row.agencies for line in thin.dossier().planned if line.row.area == area)
    thin.recommendations = [
        recommendation(row=1, area=area, topic="Susun peta proses", year=thin.year),
        recommendation(row=2, area=area, topic="Latih petugas", agencies=lead, year=thin.year),
        recommendation(
            row=3, area=area, topic="Petakan proses", repeats="B.2.b:1:R", year=thin.year
        ),
        recommendation(row=4, area=area, topic="Sudah", status="done", year=thin.year),
        recommendation(row=5, area="deregulation", topic="Lain", year=thin.year),
    ]
    told = [(plain(advice.text), plain(advice.asked)) for advice in advised(thin) if advice.areas]
    assert "Langkah pertama menurut rekomendasi sebelumnya: latih petugas." in told[0][0]
    asked = "masih terbuka: Latih petugas (T B.2.b, b 2); Susun peta proses (T B.2.b, b 1)."
    assert told[0][1].endswith(asked)
    assert sum("Latih petugas" in why for _, why in told) == 1
    assert not any(word in why for _, why in told for word in ("Petakan", "Sudah"))


def test_what_is_asked_of_another_agency_is_no_first_step(thin):
    area = next(area for advice in advised(thin) for area in advice.areas)
    thin.recommendations = [recommendation(area=area, topic="Susun peta", year=thin.year)]
    missed = next(advice for advice in advised(thin) if advice.areas)
    assert "Susun peta" in plain(missed.asked)
    assert "Langkah pertama" not in plain(missed.text)


@pytest.mark.parametrize(
    ("agencies", "asked"),
    [
        ("organisasi;ins", "Bagian Organisasi"),
        ("semua", "Semua perangkat daerah"),
        ("", "Inspektorat (usulan; dokumen tidak menyebut perangkat daerah)"),
    ],
)
def test_whoever_the_documents_name_is_asked_and_a_proposal_is_told_as_one(thin, agencies, asked):
    names = {**thin.catalogue.agencies.names, "semua": "Semua perangkat daerah"}
    thin.catalogue = catalogue_of(agencies=Register(names, collective={"semua"}))
    thin.recommendations = [recommendation(agencies="ins")]
    assert Plan(thin.dossier()).lead(agencies).told == asked
