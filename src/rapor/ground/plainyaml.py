"""YAML as this project writes it: plain values, each name once, nothing that a reader overlooks."""

import math
from collections.abc import Iterator
from typing import Any

import yaml

from rapor.ground.errors import DataRejected, Problem

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


def plain_yaml(text: str, shown: str) -> Any:
    """The values of a YAML text; ``shown`` is how errors name its file.

    Besides what is no YAML at all, everything is refused that the format allows but a reader
    would not see: a name twice in one place (the last one would win in silence), an alias
    (which can make a short file endless), a date or number that does not exist, and nesting
    that no file of this project has. Raises ``DataRejected``.
    """
    loader = _LOADER(text)
    try:
        _refuse_depth(text, shown)
        root = loader.get_single_node()
        if root is None:
            return None
        problems = list(_unsafe(root, loader, shown))
        if problems:
            raise DataRejected(problems)
        return loader.construct_document(root)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        said = getattr(error, "problem", None) or getattr(error, "reason", None)
        raise DataRejected(
            Problem(
                f"{shown}{line}",
                str(said or "cannot be read"),
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


def _unsafe(root: yaml.Node, loader: Any, shown: str) -> Iterator[Problem]:
    """What a YAML document holds that must not be read, each with its line."""
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
            waiting += reversed(node.value)
        elif node.tag not in _TAGS:
            pass
        elif not _exists(node, loader):
            yield Problem(
                where, f"{node.value[:60]!r} does not exist", "a date or number", "correct it"
            )


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
