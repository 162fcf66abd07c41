"""Whether two states of dvc.lock have the same outputs: python .ci/outputs.py COMMITTED MADE.

The lock file holds a hash of everything that a stage reads and of everything that it makes. What
counts is what was made. A changed comment changes only what was read: that is told, so that the
lock is committed with the next change, and is no reason to refuse one.
"""

import sys
from pathlib import Path
from typing import Any

import yaml


def outputs(lock: dict[str, Any]) -> dict[str, str]:
    """The hash of every output by its path."""
    stages = lock["stages"].values()
    return {out["path"]: out["md5"] for stage in stages for out in stage.get("outs", ())}


def main(committed: str, made: str) -> int:
    """Say what differs; 1 where an output does."""
    before, after = (yaml.safe_load(Path(name).read_bytes()) for name in (committed, made))
    old, new = outputs(before), outputs(after)
    changed = sorted(path for path in old | new if old.get(path) != new.get(path))
    if changed:
        print("Not what was committed:", *changed, sep="\n  ")
        print("Commit the new dvc.lock if that is meant.")
    elif before != after:
        print("Every output is what was committed. dvc.lock is stale: what was read has changed")
        print("since it was written. Commit the new one with your change.")
    return bool(changed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
