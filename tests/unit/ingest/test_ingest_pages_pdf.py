"""PDFs with a text layer as the same lines that a text gives, whatever draws their tables."""

import pypdf
import pytest
import typst
from PIL import Image
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
    TextStringObject,
)

from rapor.catalogue.documents import picture_name, read_pages
from rapor.ground.errors import DataRejected, Problems
from rapor.ground.together import write_together
from rapor.ingest.document import Box
from rapor.ingest.ingest import ingest_document
from rapor.ingest.notes import Notes
from rapor.ingest.pages.cell_text import cell_text
from rapor.ingest.pages.page import Word
from rapor.ingest.reading import read_document
from rapor.ingest.table_reader import read_tables
from rapor.ingest.writer import page_files

PAGE = '#set page(width: 500pt, height: 700pt)\n#set text(size: 9pt, font: "Libertinus Serif")\n'
WIDTHS = "columns: (25pt, 150pt, 70pt, 70pt, 80pt)"
HEAD = "table.header([No], [Indikator], [Target 2022], [Target 2023], [Pelaksana]),"
BODY = (
    "[1], [Indeks Reformasi Birokrasi], [63,50], [66,00], [Inspektorat],"
    "[2], [Nilai SAKIP yang diukur dari evaluasi akuntabilitas kinerja], [63], [66,5], [Bappeda],"
    "[3], [Indeks SPBE], [2,60], [2,85], [Diskominfo],"
)
CAPTION = "Tabel 3.1 Target\n"
ROWS = [
    "No|Indikator|Target 2022|Target 2023|Pelaksana",
    "1|Indeks Reformasi Birokrasi|63,50|66,00|Inspektorat",
    "2|Nilai SAKIP yang diukur dari evaluasi akuntabilitas kinerja|63|66,5|Bappeda",
    "3|Indeks SPBE|2,60|2,85|Diskominfo",
]


@pytest.fixture
def notes():
    return Notes()


@pytest.fixture
def lines(tmp_path, notes):
    """Typesets a document and reads its lines that hold anything."""

    def reading(source, page=PAGE):
        path = tmp_path / "peraturan.pdf"
        path.write_bytes(typst.compile((page + source).encode()))
        return [line for line in read_document(path, notes) if line.text]

    return reading


def shown(lines):
    return [line.text.replace("\t", "|") for line in lines]


@pytest.mark.parametrize(
    ("drawn", "is_doubted"),
    [
        ("stroke: 0.5pt", False),
        ("stroke: (x, y) => (left: if x > 0 { 0.5pt }, top: 0.5pt, bottom: 0.5pt)", False),
        ("stroke: 0.5pt, fill: (x, y) => if y == 0 { luma(200) }", False),
        ('stroke: (paint: black, thickness: 0.5pt, dash: "dashed")', False),
        ("stroke: (x: none, y: 0.5pt)", True),
        ("stroke: none", True),
        ("stroke: none, fill: (x, y) => if calc.odd(y) { luma(230) }", True),
    ],
)
def test_a_table_is_read_however_it_is_drawn_and_doubted_where_it_is_not(
    lines, notes, drawn, is_doubted
):
    made = lines(f"{CAPTION}#table({WIDTHS}, {drawn}, {HEAD}{BODY})")
    assert shown(made) == ["Tabel 3.1 Target", *ROWS]
    assert [note.what for note in notes.notes] == ["doubtful"] * is_doubted


def test_lines_at_the_head_and_foot_of_a_table_alone_are_enough(lines, notes):
    made = lines(
        f"{CAPTION}#table({WIDTHS}, stroke: none, table.hline(), {HEAD} table.hline(), {BODY}"
        " table.hline())\nSesudah tabel."
    )
    assert shown(made) == ["Tabel 3.1 Target", *ROWS, "Sesudah tabel."]
    assert [note.what for note in notes.notes] == ["doubtful"]


def test_merged_cells_are_empty_where_they_go_on_and_know_their_span(lines):
    made = lines(
        f"{CAPTION}#table(columns: 5, table.cell(rowspan: 3)[No], table.cell(rowspan: 3)[Aksi],"
        " table.cell(colspan: 3)[Tahun 2024], table.cell(colspan: 2)[Target], table.cell("
        "rowspan: 2)[Anggaran], [TW I], [TW II], table.cell(rowspan: 2)[1], [Menyusun], [1], [2],"
        " [250.000.000], [Menetapkan], [0], [1], [-])"
    )
    assert shown(made)[1:] == [
        "No|Aksi|Tahun 2024||",
        "||Target||Anggaran",
        "||TW I|TW II|",
        "1|Menyusun|1|2|250.000.000",
        "|Menetapkan|0|1|-",
    ]
    number, _, year, *_ = made[1].places
    assert (number.rows, year.columns) == (3, 3)
    assert made[1].places[3] is None


@pytest.mark.parametrize("turn", ["-90deg", "90deg"])
def test_a_table_along_the_side_of_a_page_is_read_and_its_places_are_the_page_s(lines, turn):
    made = lines(
        f"Biasa.\n#pagebreak()\n#rotate({turn}, reflow: true)[#block(width: 600pt)["
        f"{CAPTION}#table({WIDTHS}, {HEAD}{BODY})]]"
    )
    assert shown(made) == ["Biasa.", "Tabel 3.1 Target", *ROWS]
    assert [line.page for line in made] == [1, 2, 2, 2, 2, 2]
    for line in made[2:]:
        for place in line.places:
            assert 0 <= place.box.left < place.box.right <= 500
            assert 0 <= place.box.top < place.box.bottom <= 700
        assert line.places[0].box.right - line.places[0].box.left < 40, "a row runs up the page"


def test_words_that_run_up_a_cell_are_read_in_their_order(lines):
    made = lines(
        f"{CAPTION}#table(columns: 3, [No], rotate(-90deg, reflow: true)[Kondisi Awal 2021],"
        " rotate(90deg, reflow: true)[Target \\ Tahun 2022], [1], [2,1], [2,6], [2], [3], [4])"
    )
    assert shown(made)[1] == "No|Kondisi Awal 2021|Target Tahun 2022"


LOW = (
    "#set page(width: 500pt, height: 190pt, header: [PERATURAN WALI KOTA CONTOH], footer: context \
align(center)[- #counter(page).display() -])\n#set text(size: 9pt)\n"
)


def test_a_table_goes_on_over_page_ends_without_heads_and_feet_of_the_pages(lines, notes):
    again = BODY.replace("[1]", "[4]").replace("[2]", "[5]").replace("[3]", "[6]")
    made = lines(f"#v(40pt)\n{CAPTION}#table({WIDTHS}, {HEAD}{BODY}{again}{BODY})\nAkhir.", LOW)
    assert max(line.page for line in made) > 2
    texts = shown(made)
    assert texts[0] == "Tabel 3.1 Target"
    assert texts[-1] == "Akhir."
    assert texts.count(ROWS[0]) == 1
    assert [text.split("|")[0] for text in texts[2:-1] if text[0] != "|"] == list("123456123")
    assert any("PERATURAN WALI KOTA CONTOH" in note.reason for note in notes.notes)


def test_a_row_that_a_page_end_cuts_says_that_it_goes_on(lines):
    long = "Nilai SAKIP " + "yang diukur dari evaluasi akuntabilitas kinerja instansi " * 3
    made = lines(
        f"#v(60pt)\n{CAPTION}#table({WIDTHS}, {HEAD}[1], [{long}], [63], [66], [B], {BODY})", LOW
    )
    rest = [line for line in made if line.goes_on]
    assert [line.cells[0] + line.cells[2] for line in rest] == [""]
    whole = " ".join(line.cells[1] for line in made if line.is_cells)
    assert " ".join(long.split()) in whole


def test_a_footnote_between_two_pages_of_a_table_stands_after_it(lines):
    note = "#footnote[Angka sementara.]"
    made = lines(f"#v(40pt)\nTabel 3.1 Target{note}\n#table({WIDTHS}, {HEAD}{BODY}{BODY})", LOW)
    texts = shown(made)
    assert [text for text in texts[1:] if "|" not in text] == texts[-1:]
    assert "Angka sementara." in texts[-1]


def test_the_mark_of_a_footnote_is_no_digit_of_a_figure(lines, notes):
    made = lines(
        "#let mark = super.with(typographic: false)\n"
        f"{CAPTION}#table(columns: 3, [No], [Indikator], [2022], [1], [Luas m#mark[2]],"
        " [63,50#mark[1)]], [2], [SPBE#mark[2]], [2,6\\*])"
    )
    assert shown(made)[2:] == ["1|Luas m²|63,50", "2|SPBE²|2,6"]
    assert [note.what for note in notes.notes] == ["skipped", "skipped"]


def test_tables_side_by_side_have_each_its_own_caption(lines):
    tables = "\n".join(
        f"[Tabel 2-{number} {title}\n\n#table(columns: 2, [Indikator], [{year}], [{name}], [5])],"
        for number, title, year, name in ((5, "Capaian", 2021, "RB"), (6, "Target", 2022, "SPBE"))
    )
    made = lines(f"Domain dan targetnya:\n\n#grid(columns: (1fr, 1fr), gutter: 8pt, {tables})")
    assert shown(made) == [
        *("Domain dan targetnya:", "Tabel 2-5 Capaian", "Indikator|2021", "RB|5"),
        *("Tabel 2-6 Target", "Indikator|2022", "SPBE|5"),
    ]


def test_two_columns_of_prose_are_read_one_after_the_other(lines):
    left = "Kalimat kiri yang panjang dan berlanjut sampai ujung kolom tanpa henti. " * 6
    right = "Kalimat kanan menyusul sesudahnya dan tidak tercampur dengan yang kiri. " * 4
    made = lines(f"#columns(2)[{left} #colbreak() {right}]\n\n{CAPTION}#table({WIDTHS}, {BODY})")
    prose = " ".join(text for text in shown(made) if "|" not in text)
    assert " ".join(left.split()) in prose
    assert prose.index("kanan") > prose.rindex("kiri yang panjang")
    assert "Tabel 3.1 Target" in shown(made)


def test_a_caption_of_several_lines_is_one_line_and_prose_is_paragraphs(lines):
    made = lines(
        "#set page(width: 300pt)\nSuatu paragraf yang cukup panjang sehingga berganti baris"
        " beberapa kali di halaman ini.\n\nParagraf kedua.\n\n#align(center)[Tabel 3.1 Sasaran dan"
        " Indikator Reformasi Birokrasi \\ Tahun 2022]\n#table(columns: 2, [No], [2022], [1], [5])"
    )
    assert [text for text in shown(made) if "|" not in text] == [
        "Suatu paragraf yang cukup panjang sehingga berganti baris beberapa kali di halaman ini.",
        "Paragraf kedua.",
        "Tabel 3.1 Sasaran dan Indikator Reformasi Birokrasi Tahun 2022",
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Non E-Tendering", "Non E-Tendering"),
        ("Penanganan pengaduan", "Penanganan pengaduan"),
        ("250.000.000.000", "250.000.000.000"),
        ("1. satu \\ 2. dua", "1. satu<br>2. dua"),
    ],
)
def test_a_cell_is_put_together_as_it_was_before_its_lines_broke(lines, cell, text):
    made = lines(f"{CAPTION}#table(columns: (20pt, 58pt), [No], [Uraian], [1], [{cell}])")
    assert shown(made)[2] == f"1|{text}"


def test_a_frame_and_a_drawing_are_no_tables(lines):
    bars = "".join(
        f"#place(dx: {at * 9}pt, rect(width: 8pt, height: {at * 5}pt))" for at in range(9)
    )
    made = lines(
        f"#rect[Kalimat dalam bingkai.]\n#box(width: 90pt, height: 60pt)[{bars}]\nSesudah."
    )
    assert shown(made) == ["Kalimat dalam bingkai.", "Sesudah."]


def test_the_same_document_gives_the_same_lines(lines):
    source = f"{CAPTION}#table({WIDTHS}, {HEAD}{BODY})"
    assert lines(source) == lines(source)


def test_a_page_turned_by_its_file_reads_as_it_is_shown(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(typst.compile(f"{PAGE}{CAPTION}#table({WIDTHS}, {HEAD}{BODY})".encode()))
    writer = pypdf.PdfWriter(clone_from=path)
    for turn in (90, 270):
        writer.pages[0].rotation = turn
        writer.write(tmp_path / "turned.pdf")
        assert shown(read_document(tmp_path / "turned.pdf"))[1:5] == ROWS


def test_a_password_is_told_with_the_way_out(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(typst.compile(f"{PAGE}Teks.".encode()))
    writer = pypdf.PdfWriter(clone_from=path)
    writer.encrypt("rahasia")
    writer.write(path)
    with pytest.raises(DataRejected, match="asks for a password") as refused:
        read_document(path)
    assert "without one" in refused.value.problems[0].next_step


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7])
def test_a_damaged_pdf_is_told_in_one_line_or_read(tmp_path, share):
    whole = typst.compile(f"{PAGE}{CAPTION}#table({WIDTHS}, {HEAD}{BODY})".encode())
    path = tmp_path / "a.pdf"
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(DataRejected, match=r"a\.pdf"):
        read_document(path)


def test_a_document_that_changes_while_it_is_read_is_refused(tmp_path, home):
    path = tmp_path / "a.pdf"
    path.write_bytes(
        typst.compile(f"{PAGE}{CAPTION}#table({WIDTHS}, {HEAD}{BODY})#pagebreak()a".encode())
    )
    with pytest.raises(DataRejected, match="changed while it was read"):
        ingest_document(path, "contoh", home, lambda _: path.write_bytes(path.read_bytes() + b" "))
    assert not home.raw("contoh").exists()


def test_prose_without_tables_is_told_and_nothing_is_written(tmp_path, home):
    path = tmp_path / "a.pdf"
    path.write_bytes(typst.compile(f"{PAGE}Hanya kalimat. {'Dan satu lagi. ' * 90}".encode()))
    with pytest.raises(DataRejected, match="no table in the document"):
        ingest_document(path, "contoh", home)
    assert not home.raw("contoh").exists()


def test_a_pdf_becomes_raw_tables(tmp_path, home):
    path = tmp_path / "a.pdf"
    path.write_bytes(typst.compile(f"{PAGE}{CAPTION}#table({WIDTHS}, {HEAD}{BODY})".encode()))
    ingested = ingest_document(path, "contoh", home)
    assert [table.table for table in ingested.tables] == ["3.1"]
    assert [row.cells for row in ingested.tables[0].rows] == [row.split("|") for row in ROWS[1:]]


def test_ingest_keeps_on_which_page_each_row_stands_and_pictures_of_the_tables(tmp_path, home):
    path = tmp_path / "a.pdf"
    source = f"{LOW}#v(40pt)\n{CAPTION}#table({WIDTHS}, {HEAD}{BODY}{BODY})"
    path.write_bytes(typst.compile(source.encode()))
    ingest_document(path, "contoh", home)
    folder, problems = home.raw("contoh"), Problems()
    places = read_pages(home, "contoh", problems)
    assert not problems
    assert {row for _, row in places} == set(range(7))
    assert [place.page for place in places["3.1", 0]] == [1, 2]
    assert {place.page for place in places["3.1", 1]} == {1}
    assert {place.page for place in places["3.1", 6]} == {2}
    for place in places["3.1", 0]:
        with Image.open(folder / picture_name("3.1", place.page)) as picture:
            shape = (place.right - place.left) / (place.bottom - place.top)
            assert picture.width / picture.height == pytest.approx(shape, rel=0.02)


def test_a_text_without_pages_keeps_none(tmp_path, home):
    path = tmp_path / "a.txt"
    path.write_text("Tabel 1. T\nNo\tIndikator\t2022\t2023\n1\tSAKIP\t1\t2\n", encoding="utf-8")
    ingest_document(path, "contoh", home)
    assert not (home.raw("contoh") / "pages.csv").exists()


def test_pages_of_another_document_of_the_city_stay(tmp_path, home, vocabulary):
    for name, number in (("a.pdf", "3.1"), ("b.pdf", "4.1")):
        source = f"{PAGE}Tabel {number} Target\n#table({WIDTHS}, {HEAD}{BODY})"
        (tmp_path / name).write_bytes(typst.compile(source.encode()))
    home.raw("contoh").mkdir(parents=True)
    for name in ("a.pdf", "b.pdf"):
        path, notes = tmp_path / name, Notes()
        tables = read_tables(read_document(path, notes), vocabulary, notes)
        write_together(home.raw("contoh"), page_files(path, tables, home, "contoh"))
    assert {table for table, _ in read_pages(home, "contoh", Problems())} == {"3.1", "4.1"}


def narrow(*lines):
    """A cell 40 points wide whose lines hold these words, five points a letter."""
    words = []
    for at, line in enumerate(lines):
        left = 2
        for text in line.split():
            box = Box(left, 10 * at, left + 5 * len(text), 10 * at + 8)
            words.append(Word(text, box, 8))
            left += 5 * len(text) + 3
    return words


@pytest.mark.parametrize(
    ("lines", "known", "text"),
    [
        (("Persent", "ase"), (), "Persentase"),
        (("Kinerja", "ase"), ("ase",), "Kinerja ase"),
        (("Kinerja", "yang"), (), "Kinerja yang"),
        (("Nilai", "semester"), (), "Nilai semester"),
        (("Laporan", "semester"), (), "Laporan semester"),
        (("Adminst", "rasi"), (), "Adminstrasi"),
        (("Penyede", "rhanaan", "jabatan", "struktur"), (), "Penyederhanaan jabatan struktur"),
        (("Jabatan", "organis", "asi"), (), "Jabatan organisasi"),
        (("Inspekt", "orat"), ("inspektorat",), "Inspektorat"),
        (("Bagian", "Umum"), (), "Bagian Umum"),
        (("Pelayan", "an; dan"), (), "Pelayanan; dan"),
        (("Rp412.500.", "000.000"), (), "Rp412.500.000.000"),
        (("Rp 412.500.", "000,-"), (), "Rp 412.500.000,-"),
        (("1.250", "orang"), (), "1.250 orang"),
    ],
)
def test_a_word_that_a_narrow_cell_has_broken_is_one_word(lines, known, text):
    assert cell_text(narrow(*lines), Box(0, 0, 40, 50), known) == text


def test_files_attached_to_a_pdf_and_its_scripts_are_told(tmp_path, notes):
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_attachment("lampiran.xlsx", b"x")
    file = DictionaryObject({NameObject("/F"): TextStringObject("catatan.docx")})
    pinned = {NameObject("/Subtype"): NameObject("/FileAttachment"), NameObject("/FS"): file}
    pinned[NameObject("/Rect")] = RectangleObject((10, 10, 30, 30))
    page[NameObject("/Annots")] = ArrayObject([DictionaryObject(pinned)])
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
    )
    scripts = ArrayObject([TextStringObject("a"), action])
    writer.root_object["/Names"][NameObject("/JavaScript")] = DictionaryObject(
        {NameObject("/Names"): scripts}
    )
    writer.write(tmp_path / "peraturan.pdf")
    read_document(tmp_path / "peraturan.pdf", notes)
    assert ("attachment_unread", "lampiran.xlsx; catatan.docx") in [
        (note.code, dict(note.details).get("names")) for note in notes.notes
    ]
    assert "1 scripts of the PDF, which were not run" in [note.reason for note in notes.notes]
