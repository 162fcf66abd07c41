"""A firm's own Office file as what a report is written on: opened only after it was looked at.

Its size, its archive and every part's markup are checked first: no macros, no objects, nothing
that is fetched from elsewhere, nothing that acts by itself. A field can start a program (DDE),
fetch a file or a picture, or be built by other fields, so that only the fields that say something
of the document itself are taken. A link may lead to the web or to a mail address. Word keeps a
field's code in as many pieces as it likes: they are put together first.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from rapor.ground.errors import DataRejected, MissingInput, Problem
from rapor.ground.office_xml import Allowance, XmlEvent, check_xml, xml_events

MOST_BYTES = 50_000_000
"""A file, or what it unpacks to, beyond this is no letterhead."""
MOST_PARTS = 2_000
MOST_MARKUP = 8_000_000
"""Bytes of all XML; the document of a letterhead has some hundred thousand."""
MOST_TOLD = 20
_MARKUP = (".xml", ".rels")
_MACROS = ("vbaproject.bin", "vbadata.xml")
_BROKEN = (
    AttributeError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the libraries raise on a file that is not what it says."""

MOST_ELEMENTS = 400_000
"""In all parts; a letterhead has a few thousand."""

FIELDS = frozenset(
    "= ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT AUTOTEXT AUTOTEXTLIST BIBLIOGRAPHY CITATION"
    " COMMENTS COMPARE CREATEDATE DATE DOCPROPERTY DOCVARIABLE EDITTIME EQ FILENAME FILESIZE FILLIN"
    " FORMCHECKBOX FORMDROPDOWN FORMTEXT GOTOBUTTON HYPERLINK IF INDEX INFO KEYWORDS LASTSAVEDBY"
    " LISTNUM MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE"
    " PAGEREF PRINTDATE QUOTE REF REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SET SKIPIF STYLEREF"
    " SUBJECT SYMBOL TA TC TEMPLATE TIME TITLE TOA TOC USERADDRESS USERINITIALS USERNAME XE".split()
)
"""Fields that start, fetch and run nothing."""

_SAFE_LINK = re.compile(r"(?i)(https?://|mailto:|tel:|#)")
_OUTSIDE = re.compile(r"(?i)\s*([a-z][a-z0-9+.-]*:|//|\\\\)")
_WORD = re.compile(r'"[^"]*"?|[^\s"]+')
_SWITCH = re.compile(r"\\.")
_WITH_WORDS = ("\\l", "\\o", "\\t")
_LOCAL_FILE = re.compile(r"(?i)(file:/{3}|[a-z]:[/\\]|[^:/\\]*$)")
_ELEMENTS = {
    "altChunk": "text of another file (altChunk)",
    "OLEObject": "an embedded object",
    "oleObj": "an embedded object",
    "control": "an ActiveX control",
    "ocx": "an ActiveX control",
    "subDoc": "a part that is another document",
    "frame": "a frame that shows another file",
    "script": "a script",
}
_RELATIONS = {
    "aFChunk": "text of another file (altChunk)",
    "oleObject": "an embedded object",
    "package": "an embedded object",
    "control": "an ActiveX control",
    "activeXControlBinary": "an ActiveX control",
    "subDocument": "a part that is another document",
    "frame": "a frame that shows another file",
    "vbaProject": "macros",
    "wordVbaData": "macros",
}
_KINDS = ("macroenabled", "vbaproject", "activex", "oleobject")
_CONTENT_TYPES = "[Content_Types].xml"
_DATA = ("", "application/xml", "text/xml")
"""Kinds of data that no program shows; that of a part without a kind is empty."""
_PROPERTIES = ("properties+xml",)
_ACTS = ("ppaction://program", "ppaction://macro", "ppaction://ole", "ppaction://hlinkfile")
_ADDRESSES = ("src", "href")
_XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")


@dataclass(frozen=True)
class FirmKind:
    """A kind of file: what it is called, its ending, and what its library raises beside."""

    called: str
    ending: str
    program: str
    raised: tuple[type[Exception], ...] = ()

    @property
    def expected(self) -> str:
        """What a report can be written on."""
        return (
            f"a {self.called} ({self.ending}) without macros, live fields and files from elsewhere"
        )

    def problem(self, shown: str, found: str) -> Problem:
        """What is wrong with a file of this kind."""
        step = (
            f"remove in {self.program} what is named here, and save it as"
            f" '{self.called[0].upper()}{self.called[1:]} (*{self.ending})'"
        )
        return Problem(shown, found, self.expected, step)

    def rejected(self, shown: str, found: str) -> DataRejected:
        """The same as an error."""
        return DataRejected(self.problem(shown, found))

    @contextmanager
    def opening(self, shown: str) -> Iterator[None]:
        """Turn what a library raises on a broken file into ``DataRejected``."""
        try:
            yield
        except (*_BROKEN, *self.raised) as error:
            found = f"cannot be read as a {self.called} ({error})"[:200]
            raise self.rejected(shown, found) from None


def read_firm_file(path: Path, kind: FirmKind) -> bytes:
    """The content of a firm's file, once nothing in it can act.

    Raises ``MissingInput`` when there is none, ``DataRejected`` with everything that would act.
    """
    shown = str(path)
    content = _read(path, shown, kind)
    with kind.opening(shown):
        _check_archive(content, shown, kind)
    return content


def _read(path: Path, shown: str, kind: FirmKind) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise kind.rejected(shown, f"is larger than {MOST_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise MissingInput(
            Problem(shown, "no such file", kind.expected, "create it, or check the name")
        ) from None
    except OSError as error:
        raise MissingInput(
            Problem(
                shown, f"cannot be read: {error.strerror}", kind.expected, "check its permissions"
            )
        ) from None


def _check_archive(content: bytes, shown: str, kind: FirmKind) -> None:
    """Look at the archive before anything of it is unpacked, then at every part's XML."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise kind.rejected(shown, f"is not a {kind.ending} file, or is protected by a password")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_PARTS or unpacked > MOST_BYTES:
            found = f"unpacks to {unpacked // 1_000_000} MB in {len(entries)} parts"
            raise kind.rejected(shown, found)
        names = [entry.filename.lower() for entry in entries]
        if any(name.endswith(_MACROS) for name in names):
            raise kind.rejected(shown, "holds macros")
        if len(set(names)) < len(names):
            raise kind.rejected(shown, "holds a part twice")
        markup = sum(
            entry.file_size for entry in entries if entry.filename.lower().endswith(_MARKUP)
        )
        if markup > MOST_MARKUP:
            raise kind.rejected(shown, f"has {markup // 1_000_000} MB of text and styles")
        try:
            live = list(dict.fromkeys(islice(live_content(archive), MOST_TOLD)))
        except ValueError as error:
            raise kind.rejected(shown, str(error)[:200]) from None
    if live:
        raise DataRejected([kind.problem(shown, problem) for problem in live])


def live_content(archive: zipfile.ZipFile) -> Iterator[str]:
    """Whatever would act, each with its part.

    Raises ``ValueError`` for parts that are not well-formed or beyond all bounds.
    """
    allowance = Allowance(MOST_ELEMENTS)
    kinds = _kinds(archive)
    for entry in archive.infolist():
        name = entry.filename
        with archive.open(entry) as part:
            start = part.read(16)
        if start.startswith(b"\xd0\xcf\x11\xe0"):
            yield f"{name} is an embedded object"
        named_xml = name.lower().endswith((".xml", ".rels"))
        if not named_xml and not start.lstrip().startswith(_XML_STARTS):
            continue
        with archive.open(entry) as part:
            try:
                if _is_data(name, kinds):
                    check_xml(part)
                else:
                    yield from _of_part(name, xml_events(part, allowance))
            except ValueError as error:
                raise ValueError(
                    f"{name} is {error}" if _is_grammar(error) else f"{name} {_has(error)}"
                ) from None


def _kinds(archive: zipfile.ZipFile) -> dict[str, str]:
    """Kinds of content by part, or by ending with its point; both in small letters."""
    kinds = {}
    if _CONTENT_TYPES in archive.namelist():
        with archive.open(_CONTENT_TYPES) as part:
            for event in xml_events(part, Allowance(MOST_PARTS * 4)):
                given = event.attributes
                place = given.get("PartName", "/").removeprefix("/") or f".{given.get('Extension')}"
                kinds[unquote(place).lower()] = given.get("ContentType", "").lower()
    return kinds


def _is_data(name: str, kinds: Mapping[str, str]) -> bool:
    """Whether a part holds data of other programs, of which nothing is shown.

    Its kind says so beside its folder: a head may stand in any folder.
    """
    place = unquote(name).lower()
    kind = kinds.get(place, kinds.get(f".{place.rpartition('.')[2]}", ""))
    in_place = name.startswith(("docProps/", "customXml/")) and not place.endswith(".rels")
    return in_place and (kind in _DATA or kind.endswith(_PROPERTIES))


def _is_grammar(error: ValueError) -> bool:
    return str(error).startswith("not ")


def _has(error: ValueError) -> str:
    reason = str(error)
    declares = reason.startswith("declares")
    return f"{reason}, which no such document does" if declares else f"has {reason}"


@dataclass
class _Field:
    """A field while it passes by: its own code, and whether its result has begun."""

    code: str = ""
    result: bool = False
    nested: bool = False


@dataclass
class _Part:
    """Fields that are open in a part, the innermost last."""

    name: str
    open: list[_Field] = field(default_factory=list)
    in_code: bool = False


def _of_part(name: str, events: Iterator[XmlEvent]) -> Iterator[str]:
    part = _Part(name)
    for event in events:
        if event.kind == "text":
            if part.in_code and part.open:
                part.open[-1].code += event.name
        elif event.name in ("instrText", "delInstrText"):
            part.in_code = event.kind == "start"
        elif event.kind == "start":
            yield from _of_element(part, event.name, event.attributes)
    for left in part.open:
        yield from _of_code(name, left)


def _of_element(part: _Part, name: str, given: Mapping[str, str]) -> Iterator[str]:
    if name == "fldChar":
        yield from _of_mark(part, given.get("fldCharType", ""))
    elif name == "fldSimple":
        yield from _of_code(part.name, _Field(given.get("instr", "")))
    elif name == "Relationship":
        yield from _of_relation(part.name, given)
    elif name in ("Override", "Default"):
        kind = given.get("ContentType", "").lower()
        if any(wrong in kind for wrong in _KINDS):
            ending = " (.docm)" if "macroenabled" in kind else ""
            yield f"holds macros or controls{ending}: {kind[:80]}"
    elif name in _ELEMENTS:
        yield f"{part.name} holds {_ELEMENTS[name]}"
    elif given.get("action", "").lower().startswith(_ACTS):
        yield f"{part.name} holds an action of a slide: {given['action'][:80]}"
    else:
        for key in (key for key in _ADDRESSES if key in given):
            address = given[key]
            linked = key == "href" and _is_safe(address)
            if _OUTSIDE.match(_plain(address)) and not linked:
                yield f"{part.name} needs a file from elsewhere: {address[:80]}"


def _of_mark(part: _Part, mark: str) -> Iterator[str]:
    if mark == "begin":
        if part.open and not part.open[-1].result:
            part.open[-1].nested = True
        part.open.append(_Field())
    elif mark == "separate" and part.open:
        part.open[-1].result = True
    elif mark == "end" and part.open:
        yield from _of_code(part.name, part.open.pop())


def _of_code(part: str, passed: _Field) -> Iterator[str]:
    """A field by its code; a name that other fields build cannot be known."""
    words = [word.strip('"') for word in _WORD.findall(passed.code)]
    name = words[0].upper() if words else ""
    name = "=" if name.startswith("=") else name
    if not name and not passed.nested:
        return
    if name not in FIELDS:
        yield f"{part} holds a live field: {passed.code.strip()[:80] or 'built by other fields'}"
    elif name == "HYPERLINK" and (passed.nested or not all(map(_is_safe, _targets(words[1:])))):
        yield f"{part} holds a link that is not to the web: {passed.code.strip()[:80]}"


def _targets(words: list[str]) -> list[str]:
    """Where a link leads: what is neither a switch nor the words of one."""
    rest, targets = iter(words), []
    for word in rest:
        if not _SWITCH.fullmatch(word):
            targets.append(word)
        elif word.lower() in _WITH_WORDS:
            next(rest, "")
    return targets


def _of_relation(part: str, given: Mapping[str, str]) -> Iterator[str]:
    kind, target = given.get("Type", "").rpartition("/")[2], given.get("Target", "")
    if kind in _RELATIONS:
        yield f"{part} holds {_RELATIONS[kind]}"
    if given.get("TargetMode") != "External":
        return
    if kind == "hyperlink":
        if not _is_safe(target):
            yield f"{part} holds a link that is not to the web: {target[:80]}"
    elif kind != "attachedTemplate":
        yield f"{part} needs a file from elsewhere ({kind}): {target[:80]}"
    elif not _LOCAL_FILE.match(_plain(target)):
        # a template on the firm's own disk is let go with the settings; Word fetches others
        yield f"{part} fetches its template: {target[:80]}"


def _plain(address: str) -> str:
    """An address without what programs overlook in it: blanks, control signs, escapes."""
    return "".join(letter for letter in unquote(address) if letter.isprintable() and letter != " ")


def _is_safe(address: str) -> bool:
    return bool(_SAFE_LINK.match(_plain(address)))
