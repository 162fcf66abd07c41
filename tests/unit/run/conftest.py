"""The command, run in the process of the tests."""

import pytest

from rapor.run import cli


@pytest.fixture
def rapor(monkeypatch, capsys):
    """Run the command in this process; exit code, output and errors."""

    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["rapor", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code or 0
        out, err = capsys.readouterr()
        return code, out, err

    return run
