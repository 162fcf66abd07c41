"""What .ci/run asks of dvc.lock: the outputs, and not what was read to make them."""

import runpy

import pytest
import yaml

READ = [{"path": "src/rapor/clean", "md5": "aa.dir"}]
MADE = [{"path": "reports/a", "md5": "11.dir"}, {"path": "findings.csv", "md5": "22"}]


@pytest.fixture
def compare(repository, tmp_path, capsys):
    main = runpy.run_path(str(repository / ".ci" / "outputs.py"))["main"]

    def run(deps, outs):
        files = []
        for name, read, made in (("committed", READ, MADE), ("made", deps, outs)):
            files.append(tmp_path / name)
            stages = {"clean@a": {"cmd": "rapor", "deps": read, "outs": made}}
            files[-1].write_text(yaml.safe_dump({"schema": "2.0", "stages": stages}))
        return main(*map(str, files)), capsys.readouterr().out

    return run


def test_the_same_lock_is_fine_and_says_nothing(compare):
    assert compare(READ, MADE) == (0, "")


def test_a_changed_comment_is_told_and_is_no_fault(compare):
    code, told = compare([{**READ[0], "md5": "bb.dir"}], MADE)
    assert code == 0
    assert "dvc.lock is stale" in told


@pytest.mark.parametrize(
    "outs",
    [
        [{**MADE[0], "md5": "33.dir"}, MADE[1]],
        [MADE[1]],
        [*MADE, {"path": "reports/b", "md5": "44.dir"}],
    ],
)
def test_an_output_that_differs_or_is_gone_or_new_is_named(compare, outs):
    code, told = compare(READ, outs)
    assert code == 1
    changed = {out["path"] for out in [*outs, *MADE] if (out in outs) != (out in MADE)}
    assert all(path in told for path in changed)
    assert "findings.csv" not in told
