"""Scanned pages and pictures: the same grid as of a text, and every uncertain cell says so."""

import io

import pypdf
import pytest
import typst
from PIL import Image, ImageDraw

from rapor.ground.errors import DataRejected, MissingInput
from rapor.ingest.document import Box
from rapor.ingest.notes import Notes
from rapor.ingest.pages import pdf_document, pictured
from rapor.ingest.pages.recognition import can_read_pictures
from rapor.ingest.reading import read_document

PAGE = "#set page(width: 595pt, height: 210pt)\n#set text(size: 10pt)\n"
TABLE = (
    "Tabel 3.1 Target Reformasi Birokrasi\n"
    "#table(columns: (25pt, 170pt, 60pt, 60pt, 60pt, 90pt), [No], [Indikator], [2022], [2023],"
    " [2024], [Pelaksana], [1], [Indeks Reformasi Birokrasi], [61,02], [63,50], [1.245,60],"
    " [Inspektorat], [2], [Opini BPK], [WTP], [WTP], [–], [Badan Keuangan Daerah])"
)
ROWS = [
    "No|Indikator|2022|2023|2024|Pelaksana",
    "1|Indeks Reformasi Birokrasi|61,02|63,50|1.245,60|Inspektorat",
    "2|Opini BPK|WTP|WTP|–|Badan Keuangan Daerah",
]
needs_reader = pytest.mark.skipif(not can_read_pictures(), reason="the extra 'scan' is not here")


def picture(source=TABLE, turned=0.0):
    """A page as a scanner gives it: in grey, on a desk that is turned."""
    png = typst.compile((PAGE + source).encode(), format="png", ppi=200)
    with Image.open(io.BytesIO(png)) as page:
        return page.convert("L").rotate(
            turned, resample=Image.Resampling.BICUBIC, expand=abs(turned) > 45, fillcolor=255
        )


def scan(path, *pages):
    first, *others = pages
    first.save(path, "PDF", resolution=200, save_all=True, append_images=others)
    return path


def shown(lines):
    return [line.text.replace("\t", "|") for line in lines if line.is_cells]


@needs_reader
@pytest.mark.parametrize("turned", [0.0, 0.7, -1.3, 90, 180, 270])
def test_a_scan_is_read_however_it_lay_on_the_glass(tmp_path, turned):
    lines = read_document(scan(tmp_path / "a.pdf", picture(turned=turned)))
    assert shown(lines) == ROWS
    assert [line.text for line in lines if "Tabel" in line.text] == [
        "Tabel 3.1 Target Reformasi Birokrasi"
    ]


@needs_reader
def test_capitals_keep_the_blanks_between_their_words(tmp_path):
    capitals = [
        "BAB III",
        "GAMBARAN PELAKSANAAN REFORMASI BIROKRASI",
        "PERATURAN WALI KOTA TIRTA JAYA TAHUN 2025-2029",
    ]
    lines = read_document(scan(tmp_path / "a.pdf", picture("\n\n".join(capitals))))
    assert [line.text for line in lines if line.text] == capitals


@needs_reader
def test_cells_know_how_sure_the_reader_is_and_where_they_stand(tmp_path):
    lines = read_document(scan(tmp_path / "a.pdf", picture(turned=1)))
    cells = [line for line in lines if line.is_cells]
    assert all(place.confidence is not None for line in cells for place in line.places)
    dash = cells[2].places[4]
    assert dash.confidence < 0.9, "a dash is told by its shape alone"
    number, name = cells[1].places[:2]
    assert number.box.right <= name.box.left + 4
    assert Box(0, 0, 595, 210).right > name.box.right > name.box.left > 45


STROKES = [(-0.1, 0.5, 1.1, 0.5), (-0.1, 0.65, 1.1, 0.4), (-0.1, 1.6, 1.2, -0.6)]
"""Level, aslant, and from one corner of the cell to the other, by a figure's width and height."""


@needs_reader
def test_a_figure_that_a_pen_went_through_is_doubted_and_no_other(tmp_path):
    """The first column of figures is crossed out, the second stands as it was printed."""
    rows = "".join(f"[{at}], [Nilai], [6{at},50], [7{at},25]," for at in range(1, 4))
    made = picture(f"Tabel 1 Uji\n#table(columns: (25pt, 80pt, 70pt, 70pt), {rows})")
    pen = ImageDraw.Draw(made)
    left, top, wide, high, row = 372, 136, 62, 17, 46  # pixels of the first figure and of a row
    for at, (x0, y0, x1, y1) in enumerate(STROKES):
        start = left + wide * x0, top + row * at + high * y0
        end = left + wide * x1, top + row * at + high * y1
        pen.line((*start, *end), fill=40, width=3)
    lines = [line for line in read_document(scan(tmp_path / "a.pdf", made)) if line.is_cells]
    sure = [[place.confidence for place in line.places[2:]] for line in lines]
    assert [crossed < 0.9 for crossed, _ in sure] == [True] * 3
    assert [beside >= 0.9 for _, beside in sure] == [True] * 3


@needs_reader
@pytest.mark.parametrize("ending", ["png", "jpg", "tif"])
def test_a_picture_file_is_a_page(tmp_path, ending):
    path = tmp_path / f"a.{ending}"
    picture().save(path, dpi=(200, 200))
    assert shown(read_document(path)) == ROWS


@needs_reader
def test_pages_of_text_and_pictures_are_read_together(tmp_path):
    text = tmp_path / "text.pdf"
    text.write_bytes(typst.compile((PAGE + TABLE).encode()))
    mixed = pypdf.PdfWriter(clone_from=text)
    mixed.append(scan(tmp_path / "scan.pdf", picture(TABLE.replace("3.1", "3.2"))))
    mixed.write(tmp_path / "mixed.pdf")
    lines = read_document(tmp_path / "mixed.pdf")
    assert shown(lines) == ROWS * 2
    assert {line.page for line in lines if line.is_cells} == {1, 2}


@needs_reader
def test_a_table_in_a_picture_beside_text_is_read_in_its_place(tmp_path):
    picture(TABLE.replace("3.1", "3.2")).crop((40, 40, 1500, 560)).save(tmp_path / "p.png")
    source = f'{PAGE}{TABLE}\n\nTeks.\n#image("p.png", width: 410pt)\nPenutup.'
    path, notes = tmp_path / "a.pdf", Notes()
    path.write_bytes(typst.compile(source.encode(), root=str(tmp_path)))
    lines = read_document(path, notes)
    dashes = str.maketrans("–", "-")  # the picture is smaller than its page was
    assert [row.translate(dashes) for row in shown(lines)] == [
        row.translate(dashes) for row in ROWS * 2
    ]
    assert [line.text for line in lines if line.text and not line.is_cells][-3:] == [
        *("Teks.", "Tabel 3.2 Target Reformasi Birokrasi", "Penutup.")
    ]
    assert not notes.notes


@needs_reader
def test_letters_that_were_lost_are_doubted(tmp_path):
    """``Manfaat`` may be read as ``Manfat``; right or doubted, never wrong and sure."""
    words = ["Manfaat", "Penyelenggaraan", "Pelaksanaan", "Kesejahteraan", "Pemanfaatan"]
    rows = "".join(f"[{at}], [{word} kegiatan]," for at, word in enumerate(words, 1))
    made = picture(f"Tabel 1 Uji\n#set text(size: 8pt)\n#table(columns: 2, [No], [Uraian], {rows})")
    lines = [line for line in read_document(scan(tmp_path / "a.pdf", made)) if line.is_cells]
    for word, line in zip(words, lines[1:], strict=True):
        assert line.cells[1].split()[0] == word or line.places[1].confidence < 0.9


@needs_reader
@pytest.mark.parametrize("number", ["III.1", "II.2", "III-4"])
def test_the_number_of_a_caption_is_read_right_or_doubted(tmp_path, number):
    notes = Notes()
    made = scan(tmp_path / "a.pdf", picture(TABLE.replace("3.1", number)))
    lines = read_document(made, notes)
    caption = next(line.text for line in lines if line.text.startswith("Tabel"))
    doubted = [note.reason for note in notes.notes if note.what == "doubtful"]
    assert caption.split()[1] == number or any(caption[:9] in reason for reason in doubted)


@needs_reader
def test_the_same_scan_gives_the_same_lines(tmp_path):
    path = scan(tmp_path / "a.pdf", picture(turned=0.4))
    assert read_document(path) == read_document(path)


@pytest.fixture
def without_reader(monkeypatch):
    for module in (pdf_document, pictured):
        monkeypatch.setattr(module, "can_read_pictures", lambda: False)


@pytest.mark.usefixtures("without_reader")
def test_without_the_extra_a_scan_and_a_picture_say_how_to_get_it(tmp_path):
    blank = Image.new("L", (600, 400), 255)
    blank.save(tmp_path / "a.png")
    for path in (scan(tmp_path / "a.pdf", blank), tmp_path / "a.png"):
        with pytest.raises(MissingInput, match="extra 'scan'") as missing:
            read_document(path)
        assert "make scan" in missing.value.problems[0].next_step


@pytest.mark.usefixtures("without_reader")
def test_without_the_extra_pages_of_pictures_beside_tables_are_named(tmp_path):
    text = tmp_path / "text.pdf"
    text.write_bytes(typst.compile((PAGE + TABLE).encode()))
    mixed = pypdf.PdfWriter(clone_from=text)
    mixed.append(scan(tmp_path / "scan.pdf", Image.new("L", (600, 400), 255)))
    mixed.write(tmp_path / "mixed.pdf")
    notes = Notes()
    assert shown(read_document(tmp_path / "mixed.pdf", notes)) == ROWS
    assert [note.what for note in notes.notes] == ["doubtful"]
    assert notes.notes[0].reason.endswith(": 2")


@needs_reader
@pytest.mark.parametrize(
    "start", [b"\x89PNG\r\n\x1a\n torn", b"\xff\xd8\xff torn", b"II*\x00 torn"]
)
def test_a_damaged_picture_is_told_in_one_line(tmp_path, start):
    path = tmp_path / "a.png"
    path.write_bytes(start)
    with pytest.raises(DataRejected, match="cannot be read as a picture"):
        read_document(path)


@needs_reader
def test_stems_of_tall_letters_are_no_lines_and_wide_letters_no_words(tmp_path):
    made = picture(
        "#set text(size: 14pt)\nTabel 1 Uji\n#table(columns: 2, [No],"
        " [Indikator], [1], [Nilai hilir dilalui], [2], [Tingkat ketertiban])"
    )
    lines = read_document(scan(tmp_path / "a.pdf", made))
    assert shown(lines) == ["No|Indikator", "1|Nilai hilir dilalui", "2|Tingkat ketertiban"]
