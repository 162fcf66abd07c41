"""The whole chain of one report on a firm's own Word document."""

import hashlib
import io
import json
import sys

import docx
import pytest
from copies import contents

from rapor.ground.errors import DataRejected, MissingInput
from rapor.run import batch, cli, stages

CITY = "kota-contoh"


@pytest.fixture
def in_this_process(monkeypatch):
    """What the notebook does, without running it."""
    runs = []

    def execute(run, _process):
        values = run.values
        stages.report(run.home, values["city"], values["year"], values["language"])
        runs.append(run.name)

    monkeypatch.setattr(batch, "execute", execute)
    return runs


def head(path):
    return docx.Document(io.BytesIO(path.read_bytes())).sections[0].header.paragraphs[0].text


def test_only_the_word_document_is_written_on_the_firms_own(
    made_sample, tmp_path, in_this_process, capsys
):
    firm = docx.Document()
    firm.sections[0].header.paragraphs[0].text = "PT Firma"
    firm.save(tmp_path / "firma.docx")
    before = contents(made_sample.report(CITY, 2021))
    folder = batch.report(made_sample, CITY, 2021, "id", base=tmp_path / "firma.docx")
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in lines] == [f"{of} of 5" for of in range(1, 6)]
    after = contents(folder)
    assert in_this_process == ["04_report"]
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"evaluasi.docx", "manifest.json"}
    digests = json.loads(after["manifest.json"])["outputs"]
    made = {name for name in after if name != "manifest.json"}
    assert digests == {name: hashlib.sha256(after[name]).hexdigest() for name in made}
    assert head(folder / "evaluasi.docx") == "PT Firma"


@pytest.mark.parametrize(
    ("content", "refused"), [(None, MissingInput), (b"bukan Word", DataRejected)]
)
def test_a_bad_base_is_refused_before_anything_is_made(sample, tmp_path, content, refused):
    path = tmp_path / "firma.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(refused):
        batch.report(sample, CITY, 2021, "id", base=path)
    assert not sample.tidy(CITY).exists()


def test_the_command_names_the_base_that_it_cannot_use(sample, monkeypatch, capsys):
    arguments = ["rapor", "report", CITY, "2021", "--base", "tidak-ada.docx"]
    monkeypatch.setattr(sys, "argv", [*arguments, "--home", str(sample.root)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 3
    assert "tidak-ada.docx: no such file" in capsys.readouterr().err
