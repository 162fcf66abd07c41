"""A firm's own Office file as what a report is written on: opened only after it was looked at.

Its size, its archive and every part's markup are checked first: no macros, no objects, nothing
that is fetched from elsewhere.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lxml import etree

from rapor.ground.errors import DataRejected, MissingInput, Problem
from rapor.write.live_content import live_content

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
