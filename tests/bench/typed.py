"""Slips in every file that a person edits, and how the check answers.

``python tests/bench/typed.py [SLIPS A FILE] [SEED] [PART OF A PATH]``. One slip at a time is made
in a copy of the sample project; the settings are read and the city checked in memory, as ``rapor
check`` does. Counted are the slips that are told (data rejected), those that change a finding,
those that change nothing that is read, those of which nothing is said, and, which must not be,
tracebacks and answers that take long. What nothing was said of is printed: a person has to judge
what a tool could have known.
"""

import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from mutations import mutated
from typed_project import edited_files, read, said_of, typed_project

from rapor.ground.errors import RaporError
from rapor.ground.paths import Home

EACH, SEED, LONG = 1000, 20260101, 10.0


def main() -> None:
    """Make the slips of each file, and print a line a file."""
    each = int(sys.argv[1]) if len(sys.argv) > 1 else EACH
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    only = sys.argv[3] if len(sys.argv) > 3 else ""
    with tempfile.TemporaryDirectory() as scratch:
        home = typed_project(Path(scratch) / "home")
        calm = read(home), said_of(home)
        for path in edited_files(home):
            name = path.relative_to(home.root).as_posix()
            if only in name:
                counts = Counter(
                    try_one(home, path, f"{seed} {name} {n}", calm) for n in range(each)
                )
                print(name, dict(counts), flush=True)


def try_one(home: Home, path: Path, seed: str, calm: tuple[bytes, str]) -> str:
    """Make one slip, ask, restore; how it was answered."""
    whole = path.read_bytes()
    content, slip = mutated(whole.decode(), random.Random(seed))  # noqa: S311 - no secret
    path.write_bytes(content)
    start = time.monotonic()
    try:
        answer = _answer(home, path, calm)
    except RaporError:
        answer = "told"
    except Exception:  # noqa: BLE001 - whatever it is, it is counted
        answer = "TRACEBACK"
        print(seed, slip, traceback.format_exc()[-600:])
    finally:
        path.write_bytes(whole)
    if time.monotonic() - start > LONG:
        answer = f"{answer} LONG"
    if answer == "silent":
        print(f"    silent: {path.name} {slip[:150]}")
    shutil.rmtree(home.root / "data" / "processed", ignore_errors=True)
    return answer


def _answer(home: Home, path: Path, calm: tuple[bytes, str]) -> str:
    """How a slip that is not refused is answered; notes are read by the check alone."""
    if read(home) == calm[0] and path.suffix != ".md":
        return "read as before"
    return "silent" if said_of(home) == calm[1] else "told by findings"


if __name__ == "__main__":
    main()
