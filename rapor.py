"""All that 'make' does, with Python alone: python rapor.py TASK. Without a task, the list of them.

This file is read by whatever Python there is, also one that is far too old: it looks for one that
pyproject.toml allows, and hands over to .ci/tasks.py. PYTHON names another, also for make.
"""

import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11", "python3", "python")
ASK = "import sys; print('%d.%d.%d' % sys.version_info[:3])"
MISSING = 3


def least():
    """The oldest Python that pyproject.toml allows, such as (3, 11, 2)."""
    with open(os.path.join(HERE, "pyproject.toml"), "rb") as file:
        text = file.read().decode("utf-8")
    return numbers(re.findall(r'^requires-python = ">=([\d.]+)"', text, re.MULTILINE)[0])


def numbers(version):
    """A version to be compared."""
    return tuple(int(part) for part in version.split("."))


def version_of(command):
    """The version of another Python; none where the command is not there or is no Python."""
    try:
        answer = subprocess.Popen(
            command + ["-ISc", ASK], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ).communicate()[0]
        return numbers(answer.decode("ascii").strip())
    except (OSError, ValueError):
        return ()


def fitting(named, needed):
    """The command of a Python that is new enough: the named one, this one, or one on the path."""
    others = [[name] for name in NEWER]
    if os.name == "nt":
        others += [["py", "-" + name[len("python") :]] for name in NEWER if "." in name]
    for command in [[named]] if named else [[sys.executable]] + others:
        if version_of(command) >= needed:
            return command
    return []


def main(arguments):
    """Do a task with a Python that is new enough; 3 where there is none."""
    named, needed = os.environ.get("PYTHON", ""), least()
    command = fitting(named, needed)
    if not command:
        wanted = ".".join(str(part) for part in needed)
        found = named or "Python " + ".".join(str(part) for part in sys.version_info[:3])
        sys.stderr.write(
            "Missing: Python %s or later (found: %s). On Debian 12: apt-get install"
            " python3.11-venv; elsewhere from python.org, or name it with PYTHON=...\n"
            % (wanted, found)
        )
        return MISSING
    tasks = os.path.join(HERE, ".ci", "tasks.py")
    try:
        return subprocess.call(command + [tasks] + arguments)
    except KeyboardInterrupt:
        return 130


def give_way():
    """Be the package: a Python that looks for modules in this folder first finds this file."""
    from importlib.util import module_from_spec, spec_from_file_location

    package = os.path.join(HERE, "src", "rapor")
    spec = spec_from_file_location(
        "rapor", os.path.join(package, "__init__.py"), submodule_search_locations=[package]
    )
    sys.modules["rapor"] = module = module_from_spec(spec)
    spec.loader.exec_module(module)


if __name__ == "__main__" and globals().get("__spec__") is None:
    sys.exit(main(sys.argv[1:]))
elif __name__ in ("rapor", "__main__"):  # an import of the package, or 'python -m rapor'
    give_way()
    if __name__ == "__main__":
        from runpy import run_module

        run_module("rapor", run_name="__main__", alter_sys=True)
