"""Which files belong to a project, said once: for reading, fingerprints, manifests, DVC and git.

What editors, operating systems, merges and killed runs leave beside a file is nobody's work: it is
neither read nor counted. Every other file was put there by somebody, and who reads a folder either
takes it or tells that it is misnamed.
"""

import re
from collections.abc import Iterator
from fnmatch import translate
from pathlib import Path

LEFT_BEHIND = (
    ".*",
    "*~",
    "~$*",
    "#*#",
    "*.part",
    "*.swp",
    "*.swo",
    "*.tmp",
    "*.TMP",
    "*.bak",
    "*.BAK",
    "*.orig",
    "*.rej",
    "[Tt]humbs.db",
    "[Dd]esktop.ini",
    "__MACOSX",
    "__pycache__",
    "*.pyc",
)
"""Names of files and folders that nobody has made on purpose.

``.dvcignore`` has the same patterns, and ``.gitignore`` ignores what they match in ``data``.
"""

_LEFT_BEHIND = re.compile("|".join(map(translate, LEFT_BEHIND)))

DATA = (".csv", ".yaml", ".md")
"""Endings of what people write for this project."""


def is_left_behind(name: str) -> bool:
    """Whether a file or folder of this name is what an editor or a killed run leaves behind."""
    return _LEFT_BEHIND.match(name) is not None


def stored(folder: Path, pattern: str = "*") -> list[Path]:
    """Files and folders of a folder by name, without what was left behind; none of no folder."""
    return sorted(path for path in folder.glob(pattern) if not is_left_behind(path.name))


def files_below(folder: Path) -> Iterator[Path]:
    """Every file in a folder and below it that was not left behind, in no order."""
    for path in stored(folder):
        if path.is_dir():
            yield from files_below(path)
        elif path.is_file():
            yield path


def data_files(folder: Path) -> list[Path]:
    """Files of data in a folder and below it, in the order of their names; of a file, itself."""
    files = [folder] if folder.is_file() else files_below(folder)
    return sorted(path for path in files if path.suffix in DATA)
