import pytest

from rapor.ground.errors import DataRejected
from rapor.report.notes import note_path, read_note, references
from rapor.write.content import ListBlock, Paragraph, plain

CHAPTERS = {"summary": "Ringkasan eksekutif", "achievement": "Capaian"}
VALUES = {"sakip_score.realised": "60,35", "sakip_score.target": "65", "index.official": "42,94"}


@pytest.fixture
def read(tmp_path):
    def _read(text):
        path = tmp_path / "2023.md"
        path.write_text(text, encoding="utf-8")
        return read_note(path, "notes/2023.md", CHAPTERS, VALUES)

    return _read


def with_marks(blocks):
    return [plain(block.text) for block in blocks if isinstance(block, Paragraph)]


def test_a_reference_becomes_the_figure_of_the_evaluation(read):
    note = read("## achievement\n\nNilai {sakip_score.realised} dari { sakip_score.target }.\n")
    assert with_marks(note["achievement"]) == ["Nilai 60,35 dari 65."]


def test_a_section_may_be_named_by_the_chapters_title(read):
    assert list(read("## ringkasan eksekutif\n\nSatu.\n")) == ["summary"]


def test_blank_lines_part_paragraphs_and_hyphens_make_a_list(read):
    blocks = read("## summary\nSatu\nbaris.\n\n- a\n- b\n\nDua.\n")["summary"]
    assert with_marks(blocks) == ["Satu baris.", "Dua."]
    assert [len(block.items) for block in blocks if isinstance(block, ListBlock)] == [2]


def test_doubled_braces_are_braces(read):
    assert with_marks(read("## summary\n{{x}} dan {{ {index.official} }}\n")["summary"]) == [
        "{x} dan { 42,94 }"
    ]


def test_a_note_that_does_not_exist_says_nothing(tmp_path):
    assert read_note(tmp_path / "none.md", "none.md", CHAPTERS, VALUES) == {}


def test_every_problem_of_a_note_is_told_at_once_with_its_line(read):
    with pytest.raises(DataRejected) as caught:
        read(
            "sebelum\n## bab tujuh\n## summary\n{sakip_score.realized}\n"
            "{ buka\ntutup }\n<b>tebal</b>\nbaik 中\n"
        )
    told = [(problem.where, problem.found) for problem in caught.value.problems]
    assert [where for where, _ in told] == [
        "notes/2023.md line 1",
        "notes/2023.md line 2",
        "notes/2023.md line 4",
        "notes/2023.md line 5",
        "notes/2023.md line 6",
        "notes/2023.md line 7",
        "notes/2023.md line 8",
    ]
    assert "markup" in told[-2][1]
    assert "中 (U+4E2D)" in told[-1][1]


def test_an_unknown_reference_names_the_nearest(read):
    with pytest.raises(DataRejected) as caught:
        read("## summary\n{sakip_score.realized}\n")
    assert "{sakip_score.realised}" in caught.value.problems[0].expected


def test_a_missing_figure_cannot_be_referred_to(full):
    known = references(full.dossier())
    assert known["count.indicators"] == str(len(full.dossier().planned))
    for line in full.dossier().lines:
        assert (f"{line.row.indicator}.realised" in known) == line.row.has_data


def test_the_note_stands_in_its_chapter_escaped_and_filled_in(full):
    path = note_path(full.home, full.dossier().city.slug, full.year, "id")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('## summary\n\nAda {count.indicators} & "lebih" < 9.\n', encoding="utf-8")
    page = full.write().read_text(encoding="utf-8")
    shown = f"Ada {len(full.dossier().planned)} &amp; "
    assert shown in page
    assert "summary-note" in page


def test_a_bad_note_leaves_the_previous_report_standing(full):
    before = full.write().read_bytes()
    path = note_path(full.home, full.dossier().city.slug, full.year, "id")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("## summary\n\n{\n", encoding="utf-8")
    with pytest.raises(DataRejected):
        full.write()
    report = full.home.report(full.dossier().city.slug, full.year) / "evaluasi.html"
    assert report.read_bytes() == before
