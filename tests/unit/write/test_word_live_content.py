"""A firm's document that acts by itself is refused, wherever in it that stands."""

import sys
import zipfile

import docx as python_docx
import pytest
from measured import reader

from rapor.ground.errors import DataRejected
from rapor.write.word import check_base
from rapor.write.word.package import own_document, packed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = (
    "word/document.xml",
    "word/styles.xml",
    "word/settings.xml",
    "word/header9.xml",
    "word/footnotes.xml",
    "word/comments.xml",
    "word/glossary/document.xml",
)


def code(*pieces):
    """A field whose code stands in several runs."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def simple(text):
    return f'<w:fldSimple w:instr="{text}"/>'


LIVE = {
    "DDE": code(" DDE cmd x"),
    "DDEAUTO over runs": code("D", "DE", "AUTO c:\\x"),
    "lower case": code(" ddeauto cmd"),
    "quoted name": simple("&quot;DDEAUTO&quot; cmd"),
    "never ended": code(" DDE cmd").rpartition("<w:r>")[0],
    "in a deleted text": code(" DDE c").replace("instrText", "delInstrText"),
    "INCLUDEPICTURE": simple("INCLUDEPICTURE http://x/y.png"),
    "INCLUDETEXT": code("INCLUDE", "TEXT //x/y.docx"),
    "IMPORT": simple("IMPORT x"),
    "LINK": simple("LINK Excel.Sheet.8 x.xlsx"),
    "RD": simple("RD x.docx"),
    "DATABASE": simple("DATABASE \\d x"),
    "MACROBUTTON": simple("MACROBUTTON a b"),
    "name built by a field": code(code(" QUOTE 68 68 69 "), " cmd"),
    "link to a file": simple("HYPERLINK &quot;file:///etc/passwd&quot;"),
    "link that is a script": code('HYPERLINK "java', 'script:alert(1)"'),
    "link to a share": simple("HYPERLINK \\\\host\\share"),
    "link built by a field": code("HYPERLINK ", code("REF a")),
    "altChunk": "<w:altChunk/>",
    "object": "<w:object><OLEObject/></w:object>",
    "ActiveX": "<w:control/>",
    "picture from elsewhere": '<v src="http://x/y.png"/>',
    "picture of a share": '<v src="\\\\host\\share\\y.png"/>',
}
HARMLESS = {
    "page": code(" PAGE "),
    "pages over runs": code(" NUM", "PAGES \\* MERGEFORMAT "),
    "style": simple("STYLEREF &quot;Heading 1&quot;"),
    "web": simple("HYPERLINK &quot;https://contoh.go.id/a&quot; \\o &quot;a&quot;"),
    "mail": code("HYPERLINK mailto:a@contoh.go.id"),
    "place with words of its own": code('HYPERLINK \\l "bab1" \\o "ke bab 1" \\h'),
    "place in the document": simple("HYPERLINK \\l &quot;bab1&quot;"),
    "condition": code(" IF ", code(" PAGE "), ' = 1 "" "lanjutan" '),
    "picture of the document": '<v src="rId4"/>',
}
RELATIONS = {
    "attachedTemplate": "https://x/y.dotm",
    "image": "http://x/y.png",
    "hyperlink": "java&#9;script:alert(1)",
    "oleObject": "file:///x",
    "subDocument": "x.docx",
}


def relations(kind, target, mode=' TargetMode="External"'):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    )


def spoiled(path, part, markup):
    """The document with ``markup`` at the end of a part."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if markup.startswith("<Relationships"):
        parts[part] = markup.encode()
    else:
        whole = parts.get(part, f'<w:p xmlns:w="{W}"></w:p>'.encode())
        head, slash, tail = whole.rpartition(b"</")
        parts[part] = head + markup.encode() + slash + tail
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.fixture(scope="module")
def small_document():
    """A document of a few styles: that of python-docx takes forty times as long to read."""
    return packed(own_document())


@pytest.fixture
def base(tmp_path, small_document):
    path = tmp_path / "firma.docx"
    path.write_bytes(small_document)
    return path


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", LIVE)
def test_what_acts_by_itself_is_refused_in_every_part(base, kind, part):
    with pytest.raises(DataRejected) as refused:
        check_base(spoiled(base, part, LIVE[kind]))
    assert any(part in problem.found for problem in refused.value.problems)


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_only_says_something_of_the_document_is_taken(base, kind):
    check_base(spoiled(base, "word/header9.xml", HARMLESS[kind]))


@pytest.mark.parametrize("kind", RELATIONS)
@pytest.mark.parametrize("part", ["document", "header9", "settings", "footnotes"])
def test_a_relation_to_a_file_or_script_is_refused_in_every_part(base, kind, part):
    markup = relations(kind, RELATIONS[kind])
    with pytest.raises(DataRejected, match=f"{part}.xml.rels"):
        check_base(spoiled(base, f"word/_rels/{part}.xml.rels", markup))


def test_text_of_another_file_is_refused_though_it_lies_inside(base):
    markup = relations("aFChunk", "a.xhtml", mode="")
    with pytest.raises(DataRejected, match="altChunk"):
        check_base(spoiled(base, "word/_rels/header9.xml.rels", markup))


def test_what_a_word_program_writes_by_itself_is_taken(tmp_path):
    path = tmp_path / "firma.docx"
    python_docx.Document().save(path)
    check_base(path)


def test_the_firms_own_template_and_a_web_address_do_no_harm(base):
    own = relations("attachedTemplate", "file:///C:\\Firma\\Surat.dotx")
    check_base(spoiled(base, "word/_rels/settings.xml.rels", own))
    web = relations("hyperlink", "https://contoh.go.id")
    check_base(spoiled(base, "word/_rels/header9.xml.rels", web))


@pytest.mark.parametrize("place", ["customXml/item9.xml", "docProps/kop.xml", "customXml/i%39.xml"])
def test_a_head_is_looked_at_in_a_folder_of_data_too(base, place):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    spoiled(base, place.replace("%39", "9"), LIVE["DDE"])
    spoiled(base, "[Content_Types].xml", f'<Override PartName="/{place}" ContentType="{kind}"/>')
    with pytest.raises(DataRejected, match="live field"):
        check_base(base)


def test_data_of_other_programs_is_no_text_of_the_document(base):
    check_base(spoiled(base, "customXml/item9.xml", "<control src='http://x/y'/>"))


READING = """
from pathlib import Path
from rapor.ground.errors import DataRejected
from rapor.write.word import check_base

def reading(path):
    try:
        check_base(path)
    except DataRejected as rejected:
        return str(rejected)
    return "read"
"""
LARGE = {
    "paragraphs": "<w:p/>" * 1_000_000,
    "paragraphs with text": "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 200_000,
    "elements in elements": "<w:p>" * 200_000 + "</w:p>" * 200_000,
    "one attribute": f'<w:p w:a="{"x" * 7_000_000}"/>',
    "one text": f"<w:t>{'x' * 7_500_000}</w:t>",
    "many attributes": "<w:p " + " ".join(f"w:a{n}='1'" for n in range(40_000)) + "/>",
}


@pytest.fixture(scope="module")
def read():
    with reader(READING) as started:
        yield started


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measured by Linux")
@pytest.mark.parametrize("kind", LARGE)
def test_a_small_hostile_document_is_read_within_150_mb_and_five_seconds(read, base, kind):
    path = spoiled(base, "word/document.xml", LARGE[kind])
    assert path.stat().st_size < 250_000
    _, megabytes, seconds = read(path)
    assert megabytes < 150
    assert seconds < 5
