import errno
import json

import nbformat
import papermill
import pytest
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from rapor.ground.errors import DataRejected, MissingInput, Problem, UsageError
from rapor.run import kernel
from rapor.run.kernel import Kernel, surroundings
from rapor.run.notebook import NotebookRun, execute, plain, prepare


@pytest.fixture
def executed():
    """What papermill hands back: random ids, times, paths, the machine's versions."""
    cells = [
        nbformat.v4.new_markdown_cell("text"),
        nbformat.v4.new_code_cell("city: str = 'a'", execution_count=1),
        nbformat.v4.new_code_cell("city = 'b'", execution_count=2),
    ]
    cells[1].metadata.update(tags=["parameters"], papermill={"duration": 0.1})
    cells[2].metadata.update(tags=["injected-parameters"], execution={"iopub.status": "now"})
    cells[2].outputs = [nbformat.v4.new_output("stream", text="kept\n")]
    found = nbformat.v4.new_notebook(cells=cells)
    found.metadata.update(
        papermill={"output_path": "/somewhere", "start_time": "now"},
        language_info={"name": "python", "version": "3.11.99"},
    )
    return found


def test_an_executed_notebook_carries_no_time_path_id_or_version(executed):
    text = plain(executed)
    assert not [word for word in ("now", "somewhere", "0.1", "3.11.99") if word in text]
    content = json.loads(text)
    assert [cell["id"] for cell in content["cells"]] == [
        "cell-1",
        "cell-2",
        "injected-parameters",
    ]
    assert content["cells"][1]["metadata"] == {"tags": ["parameters"]}
    assert content["cells"][2]["outputs"][0]["text"] == ["kept\n"]
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("name", "values", "place"),
    [
        ("01_clean", {}, "data/processed/a/tidy/01_clean.ipynb"),
        ("02_validate", {}, "data/processed/a/accepted/02_validate.ipynb"),
        ("03_evaluate", {"year": 2023}, "data/processed/a/evaluation/2023/03_evaluate.ipynb"),
        ("04_report", {"year": 2023, "language": "id"}, "reports/a/2023/04_report.ipynb"),
        ("04_report", {"year": 2023, "language": "en"}, "reports/a/2023/04_report_en.ipynb"),
        (
            "03_evaluate",
            {"year": 2023, "period": "semester_1"},
            "data/processed/a/evaluation/2023-semester-1/03_evaluate.ipynb",
        ),
        (
            "04_report",
            {"year": 2023, "language": "id", "period": "semester_2"},
            "reports/a/2023-semester-2/04_report.ipynb",
        ),
        (
            "04_report",
            {"year": 2023, "language": "id", "period": "annual"},
            "reports/a/2023/04_report.ipynb",
        ),
    ],
)
def test_an_executed_notebook_goes_into_the_folder_of_its_stage(sample, name, values, place):
    assert sample.relative(NotebookRun(sample, name, {"city": "a", **values}).output) == place


class Papermill:
    """Stands for papermill: fails as told, then hands back the notebook."""

    def __init__(self, *failures):
        self.failures, self.calls = list(failures), []

    def __call__(self, given, output, **options):
        self.calls.append((output, options))
        if self.failures:
            raise self.failures.pop(0)
        return given


@pytest.fixture
def answers(monkeypatch):
    def install(*failures):
        found = Papermill(*failures)
        monkeypatch.setattr(papermill, "execute_notebook", found)
        return found

    return install


@pytest.fixture
def run(sample):
    return prepare(sample, "01_clean", [("city", "kota-uji")])


def test_values_reach_the_kernel_typed_and_nothing_is_saved_on_the_way(answers, sample):
    found = answers()
    execute(prepare(sample, "03_evaluate", [("city", "kota-uji"), ("year", "2022")]), Kernel())
    output, options = found.calls[0]
    assert output is None
    assert options["parameters"] == {"city": "kota-uji", "year": 2022, "period": "annual"}
    assert options["kernel_name"] == "python3"
    assert options["request_save_on_cell_execute"] is False


def test_a_kernel_that_did_not_start_is_tried_once_more(answers, run):
    found = answers(RuntimeError("Kernel died before replying to kernel_info"))
    assert execute(run, Kernel()) == run.output
    assert len(found.calls) == 2


def test_a_kernel_that_does_not_start_twice_is_an_error(answers, run):
    answers(RuntimeError("died"), RuntimeError("died"))
    with pytest.raises(RuntimeError):
        execute(run, Kernel())


def test_a_kernel_that_dies_on_the_way_is_not_tried_again(answers, run):
    found = answers(DeadKernelError("Kernel died"))
    with pytest.raises(DeadKernelError):
        execute(run, Kernel())
    assert len(found.calls) == 1


def failure(name, message):
    return PapermillExecutionError(1, 1, "source", name, message, ["Traceback ..."])


def failed_with(error):
    """What papermill raises when the kernel has shown this error."""
    shown = error._render_traceback_()
    return PapermillExecutionError(1, 1, "source", type(error).__name__, str(error), shown)


@pytest.mark.parametrize("kind", [DataRejected, UsageError, MissingInput])
def test_our_error_comes_out_of_the_kernel_with_its_problems(answers, run, kind):
    problems = [Problem("a.csv row 1", "'x'", "y", "do z"), Problem("b.csv", "gone")]
    answers(failed_with(kind(problems)))
    with pytest.raises(kind) as raised:
        execute(run, Kernel())
    assert raised.value.problems == problems


def test_a_bug_stays_papermills_error(answers, run):
    answers(failure("KeyError", "'column'"))
    with pytest.raises(PapermillExecutionError):
        execute(run, Kernel())


def test_a_failing_notebook_leaves_the_previous_one(answers, run):
    run.output.parent.mkdir(parents=True)
    run.output.write_text("before", encoding="utf-8")
    answers(failed_with(DataRejected(Problem("a", "b"))))
    with pytest.raises(DataRejected):
        execute(run, Kernel())
    assert run.output.read_text(encoding="utf-8") == "before"
    assert [path.name for path in run.output.parent.iterdir()] == [run.output.name]


def test_kernels_see_the_home_and_nothing_of_the_users(sample, monkeypatch):
    monkeypatch.setenv("PYTHONSTARTUP", "/users/own.py")
    monkeypatch.setenv("IPYTHONDIR", "/users/own")
    with surroundings(sample):
        assert kernel.environ["RAPOR_HOME"] == str(sample.root)
        assert kernel.environ["IPYTHONDIR"] != "/users/own"
        assert "PYTHONSTARTUP" not in kernel.environ
    assert kernel.environ["PYTHONSTARTUP"] == "/users/own.py"
    assert "RAPOR_HOME" not in kernel.environ


def test_a_machine_on_which_no_kernel_can_be_reached_is_told_before_one_is_awaited(
    sample, monkeypatch
):
    def down(*_, **__):
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(kernel.socket, "create_connection", down)
    with pytest.raises(MissingInput, match="ip link set lo up"), surroundings(sample):
        pytest.fail("a kernel would be awaited")
