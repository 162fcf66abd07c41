"""What was read of a scanned page, kept, so that a document is recognised once and not each time.

To read a page as a picture takes seconds. A review reads its documents when it is written, when a
decision is added and when it is applied; what was read of the same pixels by the same program is
the same, and is taken from a folder that may be deleted at any time.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rapor.ground.digests import code_digest, combined
from rapor.ground.errors import MissingInput
from rapor.ground.files import write_text
from rapor.ingest.document import Box
from rapor.ingest.pages.page import Page, PageDoubt, Rule, Turn, Word
from rapor.ingest.pages.scanned import read_scan

_FOLDER: ContextVar[Path | None] = ContextVar("folder of pages that were read", default=None)
_CODE = ("ingest/pages",)
_PROGRAMS = ("rapidocr-onnxruntime", "onnxruntime", "opencv-python", "numpy")
_NAME = 32
"""Letters of a digest that name a file: more than enough to tell pages apart."""


@contextmanager
def keeping_pages(folder: Path) -> Iterator[None]:
    """Keep in ``folder`` what is read of pages that are pictures, and take it from there."""
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


def read_or_kept(picture: Any, number: int, width: float, height: float) -> Page:
    """A page's picture as ``read_scan`` reads it; as it was read before where that is kept."""
    folder = _FOLDER.get()
    if folder is None:
        return read_scan(picture, number, width, height)
    state = folder / combined([code_digest(_CODE), *map(_version, _PROGRAMS)])[:_NAME]
    path = state / f"{_digest(picture, width, height)}.json"
    page = _kept(path, number)
    if page is None:
        page = read_scan(picture, number, width, height)
        _keep(path, page)
    return page


def _version(program: str) -> str:
    try:
        return version(program)
    except PackageNotFoundError:  # it came under another name
        return ""


def _digest(picture: Any, width: float, height: float) -> str:
    told = f"{picture.shape} {width!r} {height!r}\n".encode()
    return hashlib.sha256(told + picture.tobytes()).hexdigest()[:_NAME]


def _keep(path: Path, page: Page) -> None:
    """Keep a page; what another program or another state of this one has read goes.

    Where it cannot be written it is read again next time, and nothing is lost.
    """
    try:
        for other in path.parent.parent.glob("*"):
            if other != path.parent:
                shutil.rmtree(other, ignore_errors=True)
        write_text(path, json.dumps(asdict(page), ensure_ascii=False))
    except (MissingInput, OSError):
        return


def _kept(path: Path, number: int) -> Page | None:
    """The page that is kept, with its number in this document; None where none can be read."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        words = [
            Word(text, Box(*box), size, sure, Turn(turn))
            for text, box, size, sure, turn in held["words"]
        ]
        rules = [Rule(*rule) for rule in held["rules"]]
        doubts = [PageDoubt(*doubt) for doubt in held["doubts"]]
        turn = Turn(held["turn"])
        return Page(number, held["width"], held["height"], words, rules, turn, held["skew"], doubts)
    except (OSError, ValueError, KeyError, TypeError):
        return None
