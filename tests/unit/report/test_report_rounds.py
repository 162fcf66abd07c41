"""What offices report, in the report and on the pages of each level; a year without any asks."""

import dataclasses

import pytest
from test_report_chapters import cells, heads, tables, words

from rapor.catalogue.reporting_round import Level, NamedCode, ReportingRound
from rapor.report.chapters import achievement, followup, plan
from rapor.report.levels import MOST, level_pages, levels_of
from rapor.report.site.listed import of_dossier
from rapor.write.content import ListBlock, Paragraph, plain

PLACE = {"city": "contoh", "source": "doc", "decision": "none", "period": "annual"}
KNOWN = ReportingRound(
    {
        "agency": Level("agency", {"id": "Perangkat daerah", "en": "Agency"}, "working_group"),
        "working_group": Level(
            "working_group", {"id": "Pokja", "en": "Group"}, "executing_team", by_area=True
        ),
        "executing_team": Level("executing_team", {"id": "Tim pelaksana", "en": "Team"}),
    },
    {"budget": NamedCode("budget", {"id": "Anggaran", "en": "Budget"})},
    {},
)


@pytest.fixture
def reported(thin):
    """A year with a report on its first line that is realised, an overdue item and some money."""
    line = thin.dossier().realised[0].row
    progress = {"table": "progress", "row": 1, "column": "progress", "printed": "Borang diisi"}
    said = {"obstacle": "budget", "obstacle_text": "Pagu dipotong", "adjustment": "Ditunda"}
    by = {"level": "agency", "agency": "setda", "indicator": line.indicator, "first": 1}
    days = {"new_date": f"{thin.year}-06-30", "on": f"{thin.year}-07-01", "year": thin.year}
    thin.progress = [{**PLACE, **progress, **said, **by, **days}]
    item = {"city": "contoh", "year": thin.year, "origin": "adjustment", "level": "agency"}
    common = {**item, "area": line.area, "due": f"{thin.year}-06-30", "disputed": "no"}
    thin.follow_up = [
        {**common, "item": "A-1", "topic": "Ditunda", "status": "open", "answers": 0},
        {**common, "item": "A-2", "topic": "Dialihkan", "status": "in_progress", "answers": 1}
        | {"answered_on": f"{thin.year}-07-02"},
    ]
    money = {"activity": "Latih", "planned": "3.1:1:2022", "budget": 200.0, "spent": 50.0}
    share = {"absorption_pct": 25.0, "status": "achieved", "achievement_pct": 110.0}
    thin.absorption = [{"city": "contoh", "year": thin.year, **money, **share}]
    thin.catalogue = dataclasses.replace(thin.catalogue, round=KNOWN)
    return thin


def test_a_year_that_nobody_reported_on_asks_for_it_and_shows_no_table(thin):
    chapter = followup.chapter(thin.dossier())
    assert "Belum ada perangkat daerah yang melaporkan kemajuan" in words(chapter)
    assert not tables(chapter).keys() & {"table-followup-progress", "table-followup-answers"}
    assert "table-plan-money" not in tables(plan.chapter(thin.dossier()))


def test_an_obstacle_stands_beside_its_indicator_in_the_words_of_the_office(reported):
    told = words(achievement.chapter(reported.dossier()))
    assert "hambatan menurut setda: Pagu dipotong (Anggaran)." in told


def test_a_unit_is_named_with_its_agency_beside_what_the_agency_says(reported):
    of_unit = {"level": "unit", "unit_name": "UPT Arsip", "row": 2, "first": 2}
    reported.progress.append({**reported.progress[0], **of_unit, "obstacle_text": "Gudang penuh"})
    told = words(achievement.chapter(reported.dossier()))
    assert "hambatan menurut setda: Pagu dipotong (Anggaran)." in told
    assert "hambatan menurut UPT Arsip (setda): Gudang penuh (Anggaran)." in told


def test_reports_of_several_rounds_say_which_is_theirs(reported):
    table = tables(followup.chapter(reported.dossier()))["table-followup-progress"]
    assert "Periode" not in heads(table)
    earlier = {"period": "semester_1", "row": 2, "first": 2}
    reported.progress.append({**reported.progress[0], **earlier})
    table = tables(followup.chapter(reported.dossier()))["table-followup-progress"]
    place = heads(table).index("Periode")
    assert {row[place] for row in cells(table)} == {f"tahun {reported.year}", "semester I"}


def test_what_is_past_its_day_is_said_and_what_nobody_answered_is_not_called_done(reported):
    chapter = followup.chapter(reported.dossier())
    told = words(chapter)
    assert "Dari 2 butir yang ditindaklanjuti, 1 telah dijawab; 0 dilaporkan selesai" in told
    assert "2 melewati tenggat" in told
    (row,) = cells(tables(chapter)["table-followup-answers"])
    assert (row[0], "melewati tenggat" in row[-1]) == ("A-2", True)
    assert not any(word in row[-1] for word in ("selesai", "tidak dilanjutkan"))


def test_the_page_of_all_reports_counts_what_waits_and_what_of_it_is_past_its_day(reported):
    done = {**reported.follow_up[0], "item": "R-1", "status": "done"}
    reported.follow_up += [done, {**done, "item": "R-2", "status": "open", "due": ""}]
    listed = of_dossier(reported.dossier())
    assert (listed.followed, listed.overdue) == (3, 2)


def test_absorption_and_output_stand_in_columns_of_their_own(reported):
    table = tables(plan.chapter(reported.dossier()))["table-plan-money"]
    (row,) = cells(table)
    shown = dict(zip(heads(table), row, strict=True))
    assert (shown["Anggaran (Rp)"], shown["Realisasi (Rp)"]) == ("200", "50")
    assert shown["Serapan (%)"] == "25,0"
    assert "25" not in shown["Keluaran"]


def test_quarters_that_make_no_sum_are_named_and_make_no_figure(reported):
    reported.absorption[0] |= {"spent": None, "absorption_pct": None, "quarters": "quarter_1"}
    table = tables(plan.chapter(reported.dossier()))["table-plan-money"]
    (row,) = cells(table)
    assert "hanya triwulan 1" in row[heads(table).index("Realisasi (Rp)")]


def test_a_group_reads_what_agencies_of_its_area_report_and_a_team_what_is_urgent(reported):
    dossier = reported.dossier()
    area = dossier.realised[0].row.area
    pages = {(level.code, of): level_pages(dossier, level, of) for level, of in levels_of(dossier)}
    group = _first_page(pages["working_group", area])
    assert "Pagu dipotong" in group
    assert "A-1" in group
    others = [of for code, of in pages if code == "working_group" and of != area]
    assert "Pagu dipotong" not in _first_page(pages["working_group", others[0]])
    assert "A-2" in _first_page(pages["executing_team", ""])


def test_an_office_that_verifies_reads_who_has_not_reported_and_what_waits_for_it(reported):
    inspects = Level("inspectorate", {"id": "Inspektorat", "en": "Inspectorate"}, "", agency="itda")
    levels = {**KNOWN.levels, "inspectorate": inspects}
    reported.catalogue = dataclasses.replace(
        reported.catalogue, round=ReportingRound(levels, KNOWN.obstacles, {})
    )
    done = {**reported.follow_up[0], "item": "R-1", "status": "done", "answers": 1}
    reported.follow_up.append(done | {"answered_on": f"{reported.year}-07-03", "due": ""})
    page = level_pages(reported.dossier(), inspects, "")
    told = _first_page(page)
    assert "pelapor telah melapor" in told
    assert "Tim pelaksana" in told[told.index("Belum:") :]
    assert "hambatan: Pagu dipotong (Anggaran)" in told
    assert "1 di antaranya dilaporkan selesai dan menunggu verifikasi." in told


def test_a_level_s_second_page_shows_as_many_items_as_fit_it_and_says_how_many(reported):
    area = reported.dossier().realised[0].row.area
    long = {**reported.follow_up[0], "topic": "Menyusun pedoman " * 12}
    reported.follow_up = [{**long, "item": f"A-{number}"} for number in range(1, 21)]
    dossier = reported.dossier()
    level = next(level for level, of in levels_of(dossier) if of == area)
    page = level_pages(dossier, level, area)
    (chapter,) = page.chapters
    rows = cells(tables(chapter)["table-items"])
    shown = len(rows)
    assert 3 <= shown < 12
    assert f"Ditampilkan {MOST + shown} yang pertama" in _first_page(page)
    first = _first_page(page).split()
    assert not [row[0] for row in rows if row[0] in first]
    reported.follow_up = [{**row, "topic": "Rapat"} for row in reported.follow_up]
    (short,) = level_pages(reported.dossier(), level, area).chapters
    assert len(cells(tables(short)["table-items"])) > shown


def test_answers_that_differ_are_told_with_the_office_that_gave_each(reported):
    by = {**PLACE, "table": "follow-up", "column": "status", "item": "A-2", "year": reported.year}
    by |= {"on": f"{reported.year}-07-02", "level": "agency"}
    reported.follow_up_answers = [
        {**by, "row": 1, "agency": "setda", "status": "done"},
        {**by, "row": 2, "agency": "dinkes", "status": "open"},
    ]
    reported.follow_up[1] |= {"disputed": "yes", "answers": 2}
    (row,) = cells(tables(followup.chapter(reported.dossier()))["table-followup-answers"])
    assert "jawaban perangkat daerah berbeda (setda: selesai, dinkes: terbuka)" in row[-1]


def _first_page(report):
    blocks = [block for section in report.front.sections for block in section.blocks]
    told = [plain(block.text) for block in blocks if isinstance(block, Paragraph)]
    told += [
        plain(item) for block in blocks if isinstance(block, ListBlock) for item in block.items
    ]
    return " ".join(told)
