"""Parts of a page that are cut out of a PDF or a picture for people to see."""

import io

import pytest
import typst
from PIL import Image

from rapor.ingest.document import Box
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
