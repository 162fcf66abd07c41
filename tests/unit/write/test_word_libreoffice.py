"""The Word document in another program than the one that wrote it."""

import shutil
import subprocess

import pytest
from pypdf import PdfReader

from rapor.write.content import Figure, Table
from rapor.write.word import docx

SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_every_page_caption_and_picture(full, tmp_path):
    report = full.report()
    source = tmp_path / "evaluasi.docx"
    source.write_bytes(docx(report))
    subprocess.run(
        [
            SOFFICE,
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    pages = PdfReader(tmp_path / "evaluasi.pdf").pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    whole = " ".join(texts)
    tables = [block for block in report.blocks() if isinstance(block, Table)]
    figures = [block for block in report.blocks() if isinstance(block, Figure)]
    for block, label in [(table, "Tabel") for table in tables] + [
        (figure, "Gambar") for figure in figures
    ]:
        assert f"{label} {report.numbers[block.anchor]} " in whole
    drawn = (page.get_contents().get_data().count(b" Do") for page in pages)
    assert sum(drawn) == len(figures)
    assert f"Halaman {len(pages)} dari {len(pages)}" in texts[-1]
    assert "Halaman" not in texts[0]
    assert report.running not in texts[0]
    assert report.running in texts[1]
    sideways = [page for page in pages if page.mediabox.width > page.mediabox.height]
    assert len(sideways) == sum(table.wide for table in tables)
    assert all(len(text) > 60 for text in texts), "a page that is nearly empty"
