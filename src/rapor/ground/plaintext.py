"""The text of a file that people edit: a plain file of this project, in UTF-8, resolved; its YAML.

Another kind of file is told by its kind, in one line with advice that fits, and without its
content: a spreadsheet that was renamed, another encoding, an unresolved merge, cells that another
program separates otherwise. A pipe would be waited for without end, and a link may lead out of
the project to what nobody meant to show. YAML holds plain values, each name once, and nothing
that a reader overlooks.
"""

import math
import os
import re
import stat
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from rapor.ground.errors import DataRejected, MissingInput, Problem
from rapor.ground.paths import MARKER

_KINDS = (
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
    (b"PK\x03\x04", "a workbook or another packed file"),
    (b"\xd0\xcf\x11\xe0", "a workbook or document of an old Office"),
    (b"%PDF", "a PDF"),
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_LOST = re.compile(r"\s+#[^\s#]")
_QUOTED = re.compile(r'(^|,)"((?:[^"]|"")*)"(?=,|$)', re.MULTILINE)
_SEPARATORS = ((";", "semicolons"), ("\t", "tabs"))
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Plain values only; the loader in C reads the catalogue ten times as fast."""

_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in "map seq str int float bool null timestamp".split()
)
"""What plain values are; another tag makes a set, bytes or a merge of a text that looks plain."""

_DEEPEST = 20
"""How deep a file may be nested; the deepest of this project has six levels."""

_SHALLOW = 500
"""Fewer brackets, and shorter lines, cannot nest so deep that the loader in C would fall."""

_KEPT_TEXTS = 128
"""Texts that are remembered with their values: the files of two projects."""


def refuse_no_plain_file(path: Path, shown: str) -> None:
    """Raise ``MissingInput`` for a pipe, a device or a folder, and for a link out of the project.

    Outside a project, as for a document that is read in, a link may lead anywhere.
    """
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise MissingInput(
            Problem(shown, "no such file, but a folder", "a file", "put the file in its place")
        )
    if not stat.S_ISREG(status.st_mode):
        raise MissingInput(
            Problem(shown, "a pipe or a device", "a file", "put the file itself in its place")
        )
    # "../x" from within a project names a file outside of it; resolved it would follow the link
    named = Path(os.path.abspath(path))  # noqa: PTH100
    home = next((above for above in named.parents if (above / MARKER).is_file()), None)
    if home and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(home)):
        raise MissingInput(
            Problem(
                shown,
                "a link out of the project's folder",
                "a file in it",
                "put the file itself in its place",
            )
        )


def decoded(content: bytes, shown: str) -> str:
    """UTF-8 text without a byte order mark, as it is written.

    Raises ``DataRejected`` for another kind of file, and for what a merge of git has left.
    """
    kind = next((kind for beginning, kind in _KINDS if content.startswith(beginning)), "")
    if not kind and content[:40].count(0) > len(content[:40]) / 3:
        kind = "UTF-16 text"
    if kind:
        step = "save it again as plain text in UTF-8 (for tables: CSV UTF-8)"
        raise DataRejected(Problem(shown, f"this is {kind}", "UTF-8 text", step))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataRejected(
            Problem(
                shown,
                f"byte {error.start} is not UTF-8",
                "UTF-8 text",
                "save the file again as UTF-8",
            )
        ) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        step = "restore the file, or remove the sign"
        raise DataRejected(Problem(f"{shown} line {line}", "a NUL sign", "text", step))
    _refuse_conflict(text, shown)
    return text


def _refuse_conflict(text: str, shown: str) -> None:
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    if mark := _CONFLICT.search(text):
        line = text[: mark.start()].count("\n") + 1
        raise DataRejected(
            Problem(
                f"{shown} line {line}",
                "two versions of the file, which git could not merge",
                "one of them",
                "choose between the lines <<<<<<<, ======= and >>>>>>>, and remove these three",
            )
        )


def refuse_other_separators(text: str, shown: str) -> None:
    """Raise ``DataRejected`` for a table whose cells another sign than the comma separates."""
    first = text.partition("\n")[0].strip('\r" ')
    if re.fullmatch(r"sep=.?", first, re.IGNORECASE):
        step = "remove the line; if the cells below are separated by ';', save as CSV with commas"
        raise DataRejected(Problem(shown, f"begins with {first!r}", "the header", step))
    for sign, name in _SEPARATORS:
        if first.count(sign) > first.count(","):
            raise DataRejected(
                Problem(
                    shown,
                    f"its cells are separated by {name}",
                    "commas, in UTF-8",
                    "save it as CSV with commas: in LibreOffice choose ',' as field delimiter;"
                    " Excel takes the list separator of Windows, set it to ','",
                )
            )


def refuse_stray_quotes(text: str, shown: str) -> None:
    """Raise ``DataRejected`` for quotes in a cell without quotes: one of a pair was lost."""
    if '"' not in text:
        return
    bare = _QUOTED.sub(lambda cell: cell[1] + "\n" * cell[2].count("\n"), text)
    if '"' in bare:
        line = bare[: bare.index('"')].count("\n") + 1
        step = "put the cell in quotes and double those inside it, or remove the sign"
        found = "a quotation mark in a cell without quotes"
        raise DataRejected(Problem(f"{shown} line {line}", found, "CSV with commas", step))


def plain_yaml(text: str, shown: str) -> Any:
    """The values of a YAML text; ``shown`` is how errors name its file.

    Besides what is no YAML at all, everything is refused that the format allows but a reader
    would not see: a name twice in one place (the last one would win in silence), an alias
    (which can make a short file endless), a date or number that does not exist, and nesting
    that no file of this project has. Raises ``DataRejected``.
    """
    return deepcopy(_read(text, shown))


@lru_cache(maxsize=_KEPT_TEXTS)
def _read(text: str, shown: str) -> Any:
    """The values as they were read the first time: a copy of a project is read again and again."""
    loader = _LOADER(text)
    try:
        _refuse_depth(text, shown)
        root = loader.get_single_node()
        if root is None:
            return None
        problems = list(_unsafe(root, loader, shown, text.split("\n")))
        if problems:
            raise DataRejected(problems)
        return loader.construct_document(root)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or getattr(error, "reason", None)
        raise DataRejected(
            Problem(
                f"{shown}{line}",
                str(reason or "cannot be read"),
                "valid YAML",
                "mend this line; values with ':' or '#' need quotes",
            )
        ) from None
    finally:
        loader.dispose()


def _refuse_depth(text: str, shown: str) -> None:
    """Raise ``DataRejected`` for nesting without end, before anything descends into it."""
    brackets = text.count("[") + text.count("{")
    if brackets < _SHALLOW and max(map(len, text.split("\n"))) < _SHALLOW:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            found = f"nested more than {_DEEPEST} deep"
            raise DataRejected(Problem(shown, found, "a list or fields", "restore the file"))


def _unsafe(root: yaml.Node, loader: Any, shown: str, lines: list[str]) -> Iterator[Problem]:
    """What a YAML document holds that must not be read, each with its line.

    ``lines`` are those of its text.
    """
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        where = f"{shown} line {node.start_mark.line + 1}"
        if id(node) in seen:
            yield Problem(where, "this part is used twice", "no '&' and '*'", "write it out")
            continue
        seen.add(id(node))
        if node.tag not in _TAGS:
            tag = str(node.tag).replace("tag:yaml.org,2002:", "!!")
            yield Problem(where, f"a tag {tag[:60]}", "plain values", "write it without the tag")
        if isinstance(node, yaml.MappingNode):
            yield from _repeated(node, shown)
            waiting += [part for pair in reversed(node.value) for part in reversed(pair)]
        elif isinstance(node, yaml.SequenceNode):
            yield from _run_on(node, lines, shown)
            waiting += reversed(node.value)
        elif node.tag not in _TAGS:
            pass
        elif not _exists(node, loader):
            yield Problem(
                where, f"{node.value[:60]!r} does not exist", "a date or number", "correct it"
            )
        elif isinstance(node, yaml.ScalarNode) and (lost := _lost(node, lines)):
            step = "put the whole value in quotes; a comment has a blank behind its '#'"
            yield Problem(where, f"{lost[:60]!r} is no part of the value", "all of it", step)


def _run_on(node: yaml.SequenceNode, lines: list[str], shown: str) -> Iterator[Problem]:
    """Items of a list that go on in a line which begins left of them: an item lost its hyphen."""
    for item in () if node.flow_style else node.value:
        begin, end = item.start_mark, item.end_mark
        if isinstance(item, yaml.ScalarNode) and not item.style and begin.line < end.line:
            below = lines[begin.line + 1]
            if len(below) - len(below.lstrip()) < begin.column:
                where = f"{shown} line {begin.line + 2}"
                yield Problem(
                    where, f"{below.strip()[:60]!r}", "'- ' before each item", "write the hyphen"
                )


def _lost(node: yaml.ScalarNode, lines: list[str]) -> str:
    """What stands behind a value without quotes and is lost, for YAML takes it for a comment."""
    if node.style:
        return ""
    rest = lines[node.end_mark.line][node.end_mark.column :]
    return rest.strip() if _LOST.match(rest) else ""


def _repeated(node: yaml.MappingNode, shown: str) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        line, name = key.start_mark.line + 1, str(key.value)
        if name in lines:
            yield Problem(
                f"{shown} line {line}",
                f"{name[:60]!r} stands in line {lines[name]} too",
                "each name once",
                "remove one of them, or correct the name",
            )
        lines.setdefault(name, line)


def _exists(node: yaml.Node, loader: Any) -> bool:
    """Whether a single value is one: no 31 February, no infinity, no number without end."""
    try:
        value = loader.construct_object(node)
    except (ValueError, OverflowError):
        return False
    return not isinstance(value, float) or math.isfinite(value)
