"""Parts of a page that are cut out of a PDF or a picture for people to see."""

import io

import numpy as np
import pytest
import typst
from PIL import Image

from rapor.ingest.document import Box
from rapor.ingest.pages import kept
from rapor.ingest.pages.page import Page, PageDoubt, Rule, Turn, Word
from rapor.ingest.pages.picture import cut_out, page_picture


@pytest.fixture
def square(tmp_path):
    """A page of 200 by 100 points with a black square at 50, 20, thirty points wide."""
    source = "#set page(width: 200pt, height: 100pt, margin: 0pt)\n#place(dx: 50pt, dy: 20pt, rect(width: 30pt, height: 30pt, fill: black))"  # noqa: E501
    path = tmp_path / "page.pdf"
    path.write_bytes(typst.compile(source.encode()))
    return path


def darkness(png):
    with Image.open(io.BytesIO(png)) as picture:
        pixels = picture.convert("L").tobytes()
    return 1 - sum(pixels) / len(pixels) / 255


def test_a_box_is_cut_where_it_stands_on_the_page(square):
    assert darkness(cut_out(square, 1, Box(53, 23, 77, 47))) == pytest.approx(1)
    assert darkness(cut_out(square, 1, Box(100, 3, 150, 97))) == pytest.approx(0)


def test_a_picture_file_is_a_page_of_its_size(square, tmp_path):
    picture = tmp_path / "page.png"
    page_picture(square, 1, 144).save(picture, dpi=(144, 144))
    assert darkness(cut_out(picture, 1, Box(53, 23, 77, 47))) == pytest.approx(1, abs=0.02)


def test_the_same_part_has_the_same_bytes(square):
    box = Box(40, 10, 90, 60)
    assert cut_out(square, 1, box) == cut_out(square, 1, box)


def test_a_page_that_is_not_there_is_told(square):
    with pytest.raises(ValueError, match="page 2 of 1"):
        cut_out(square, 2, Box(0, 0, 10, 10))


@pytest.fixture
def reader(monkeypatch):
    """Stands for the reader of pictures; how often it was asked."""
    asked = []

    def read(picture, number, width, height):
        asked.append(number)
        words = [
            Word("√ 63,50", Box(1.1, 2, 3, 4), 9.7, 0.1 + 0.2, Turn.UP),
            Word("a", Box(*range(4)), 1),
        ]
        doubts = [PageDoubt("page_unclear", {"share": 70})]
        rules = [Rule(True, 1 / 3, 0, float(picture.sum()))]
        return Page(number, width, height, words, rules, Turn.OVER, -0.7, doubts)

    monkeypatch.setattr(kept, "read_scan", read)
    return asked


PICTURE = np.zeros((4, 6), np.uint8)


def read_in(folder, picture=PICTURE, number=1):
    with kept.keeping_pages(folder):
        return kept.read_or_kept(picture, number, 595.2, 842)


def test_a_page_is_recognised_once_and_comes_back_the_same(reader, tmp_path):
    first, again, elsewhere = (read_in(tmp_path, number=number) for number in (1, 1, 7))
    assert first == again
    assert elsewhere.number == 7
    assert elsewhere.words == first.words
    assert reader == [1]


def test_another_picture_is_read_and_so_is_one_that_is_kept_nowhere(reader, tmp_path):
    assert read_in(tmp_path) != read_in(tmp_path, PICTURE + 1)
    kept.read_or_kept(PICTURE, 3, 595.2, 842)
    assert reader == [1, 1, 3]


@pytest.mark.parametrize("left", ["", "{", "[]", '{"words": [["a"]], "rules": []}'])
def test_a_kept_page_that_cannot_be_read_is_read_anew(reader, tmp_path, left):
    first = read_in(tmp_path)
    (path,) = tmp_path.rglob("*.json")
    path.write_text(left, encoding="utf-8")
    assert read_in(tmp_path) == first == read_in(tmp_path)
    assert reader == [1, 1]


def test_what_another_state_of_the_reader_read_goes(reader, tmp_path):
    (tmp_path / "earlier").mkdir()
    (tmp_path / "earlier" / "page.json").write_text("{}", encoding="utf-8")
    read_in(tmp_path)
    assert len(list(tmp_path.iterdir())) == len(reader) == 1


def test_where_nothing_can_be_kept_a_page_is_read_all_the_same(reader, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert read_in(tmp_path / "file") == read_in(tmp_path / "file")
    assert reader == [1, 1]
