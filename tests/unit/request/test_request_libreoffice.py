"""A form that LibreOffice has opened and saved is the same form."""

import shutil
import subprocess

import pytest
from filled import DAY, KOMINFO, OPINION, SETDA, SPBE, UNNAMED

SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_form_saved_by_libreoffice_is_read_like_the_sent_one(uji, look, tmp_path):
    uji.put(KOMINFO, SPBE, 2.4)
    uji.put(KOMINFO, SPBE, DAY, "date")
    uji.put(UNNAMED, OPINION, "WTP")
    uji.put(UNNAMED, OPINION, SETDA, "agency")
    uji.page(KOMINFO)["K7"].number_format = "0.00"
    form = uji.save()
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "saved"), str(form)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    saved = tmp_path / "saved" / form.name
    assert saved.read_bytes() != form.read_bytes()
    received = look(saved)
    assert not received.problems
    assert received.summary == look(form).summary
