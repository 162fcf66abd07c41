"""The chapter that sets a year against the year before."""

from dataclasses import replace

from made_up_rows import realisation

from rapor.report.chapters import year_on_year
from rapor.write.content import ListBlock, Paragraph, Table, plain


def said(sample):
    blocks = year_on_year.chapter(sample.dossier()).blocks
    texts = [[b.text] if isinstance(b, Paragraph) else b.items for b in blocks
             if isinstance(b, Paragraph | ListBlock)]  # fmt: skip
    return " ".join(plain(text) for several in texts for text in several)


def rows(sample):
    blocks = year_on_year.chapter(sample.dossier()).blocks
    tables = (block for block in blocks if isinstance(block, Table))
    return [[plain(cell.text) for cell in row.cells] for table in tables for row in table.rows]


def test_the_first_year_says_that_there_is_none_before(full):
    assert "Tahun 2021 adalah tahun pertama evaluasi ini" in said(full)
    assert rows(full) == []


def test_what_rose_is_told_with_its_difference_and_both_sources(thin):
    thin.realisations += [
        realisation("ombudsman", "80,1", 9, 2022),
        realisation("mcp", "90", 10, 2022),
    ]
    row = rows(thin)[-1]
    assert row[:5] == ["Kepatuhan Pelayanan", "80,1", "84,20", "+4,10", "membaik"]
    assert row[-1] == "R 9; R 1"
    assert "1 membaik" in said(thin)


def test_the_only_indicator_of_both_years_is_a_sentence_and_no_table(thin):
    thin.realisations.append(realisation("ombudsman", "80,1", 9, 2022))
    told = "80,1 pada tahun 2022, 84,20 pada tahun 2023, membaik (+4,10). (R 9; R 1)"
    assert f"Kepatuhan Pelayanan: {told}" in said(thin)
    assert rows(thin) == []


def test_what_fell_stands_before_what_rose(thin):
    thin.realisations += [
        realisation("ombudsman", "80,1", 9, 2022),
        realisation("mcp", "90", 10, 2022),
    ]
    assert [row[4] for row in rows(thin)] == ["menurun", "membaik"]


def test_another_status_is_told_with_what_it_was(thin):
    thin.realisations.append(realisation("opinion", "WDP", 9, 2022))
    thin.targets.append(thin.targets[1] | {"indicator": "opinion", "row": 9})
    assert "Status berubah dari tanpa target tahun ini menjadi tercapai: Opini BPK." in said(thin)


def test_no_status_is_set_against_that_of_another_series(thin):
    thin.realisations.append(realisation("opinion", "WDP", 9, 2022))
    dossier = thin.dossier()
    changes = dossier.tables["changes"].replace({"move_basis": {"compared": "series_break"}})
    broken = replace(dossier, tables={**dossier.tables, "changes": changes})
    blocks = year_on_year.chapter(broken).blocks
    assert not any("Status berubah" in str(block) for block in blocks)


def test_what_is_known_of_one_year_only_is_named(thin):
    thin.realisations.append(realisation("sakip", "61,2", 9, 2022))
    assert "belum untuk tahun 2023: Nilai SAKIP" in said(thin)
    assert "Tersedia untuk tahun 2023, tetapi tidak untuk tahun 2022" in said(thin)


def test_what_an_agency_answered_is_named_and_what_is_open_counted(thin):
    assert "Belum ada realisasi tahun 2023 yang berasal dari jawaban" in said(thin)
    thin.realisations[0] |= {"publication": "agency"}
    assert "Dijawab oleh perangkat daerah: Kepatuhan Pelayanan." in said(thin)


def test_half_a_year_is_not_set_against_a_year(thin):
    half = replace(thin.dossier(), period="semester_1")
    (block,) = year_on_year.chapter(half).blocks
    assert "tidak dibandingkan dengan capaian satu tahun penuh" in plain(block.text)
