"""The environments that the tasks run in: made, brought in step, or made anew.

Only what the lock pins, by its hashes; then this project itself, editable. A mark that is written
last notes for which folder of the project and which lock that was done. Without it the environment
is half made; with another folder's name the project was copied or moved, and commands would run
the code of that folder. Both are made anew. What the machine lacks is told before anything is made.

The standard library alone: this runs before anything is installed.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WINDOWS = os.name == "nt"
MISSING = 3
FOREIGN = (
    *("VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "RAPOR_HOME"),
    *("PYTEST_ADDOPTS", "DVC_ROOT", "JUPYTER_PATH", "JUPYTER_CONFIG_DIR"),
    *("UV_PROJECT_ENVIRONMENT", "UV_PYTHON", "PIP_TARGET", "PIP_USER", "PIP_PREFIX"),
    # without compiled modules each of the pipeline's processes would compile thousands anew
    "PYTHONDONTWRITEBYTECODE",
)
"""Settings by which another environment of the user's would reach into this one."""

SETTINGS = {
    "PYTHONNOUSERSITE": "1",
    "PYTHONUTF8": "1",  # Windows' own encoding has not every letter that a program may tell
    "DVC_NO_ANALYTICS": "1",
}
LOADED = "great_expectations, IPython, ipykernel, papermill, pandera.pandas, scipy.stats, seaborn"
"""What the pipeline's processes load. It is compiled here, once: where Python is told not to keep
compiled modules, each command would compile some thousand files for seconds."""

NEWS = "@jupyterlab/apputils-extension:announcements"
"""What JupyterLab would ask a network for; nothing here uses one."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment of this project, and the lock file that it is to hold."""

    folder: Path
    lock: Path

    @property
    def python(self) -> Path:
        """Its own Python."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """A command that is installed in it."""
        return self.programs / (name + ".exe" * WINDOWS)

    @property
    def programs(self) -> Path:
        """The folder of its commands."""
        return self.folder / ("Scripts" if WINDOWS else "bin")

    @property
    def surroundings(self) -> dict[str, str]:
        """What its commands inherit: the user's settings without what is foreign to it."""
        kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        path = os.pathsep.join(filter(None, [str(ROOT / self.programs), kept.get("PATH", "")]))
        return kept | SETTINGS | {"PATH": path}

    def run(self, program: str, *arguments: str | Path, **settings: str) -> int:
        """Run one of its commands in the project's folder; the exit code."""
        command = [str(part) for part in (ROOT / self.program(program), *arguments)]
        env = self.surroundings | settings
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode

    @property
    def mark(self) -> Path:
        """The file that says what the environment was made for."""
        return self.folder / ".rapor-ready"

    @property
    def made_for(self) -> list[str]:
        """Folder of the project, digest of the lock and Python when made; nothing if half made."""
        try:
            return self.mark.read_text(encoding="utf-8").splitlines()
        except OSError:
            return []

    @property
    def wanted_for(self) -> list[str]:
        """The same as they are now; the list of dependencies names the project's commands too."""
        content = self.lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
        python = wanted_python() or dict(enumerate(self.made_for)).get(2, running_python())
        return [str(ROOT), hashlib.sha256(content).hexdigest(), python]

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing to do."""
        return self.made_for == self.wanted_for and self.python.exists()

    def why_anew(self) -> str:
        """Why all of it has to be made again; empty where bringing it in step is enough."""
        if not os.path.lexists(self.folder):
            return "there is none yet"
        if not self.made_for:
            return "it was not made to its end"
        if self.made_for[0] != str(ROOT):
            return f"it is that of {self.made_for[0]}, from where this project was copied or moved"
        if not self.python.exists():
            return "its Python is gone"
        if self.made_for[2:] != self.wanted_for[2:]:
            return f"it is of Python {''.join(self.made_for[2:])}, not {self.wanted_for[2]}"
        return "" if self.has_pip else "it has no pip"

    @property
    def has_pip(self) -> bool:
        """Whether the set-up can be done with it; another program may have made it without."""
        asked = subprocess.run([self.python, "-c", "import pip"], capture_output=True, check=False)
        return asked.returncode == 0

    def make(self) -> None:
        """Bring it to what is wanted; raises ``CalledProcessError`` where a step fails."""
        reason = self.why_anew()
        why = reason or "it or pyproject.toml has changed"
        print(f"Setting up {self.folder} from {self.lock}: {why} ...", flush=True)
        if self.made_for:
            self.mark.unlink()  # first of all: a killed set-up must not look like a whole one
        if reason:
            remove(self.folder)
            venv.create(self.folder, symlinks=not WINDOWS, with_pip=True)
        self.install()
        call(self.python, "-c", f"import {LOADED}")
        lab = self.program("jupyter-labextension")
        if lab.exists():
            call(self.program("jupyter"), "labextension", "disable", "--level=sys_prefix", NEWS)
        self.mark.write_text("\n".join([*self.wanted_for, ""]), encoding="utf-8")

    def install(self) -> None:
        """Install what the lock pins, and this project.

        uv takes seconds for what takes pip a minute; its own pin and hashes are in the lock too.
        """
        pins = self.lock.read_text(encoding="utf-8")
        pin = re.search(r"^uv==(?:.*\\\n)*.*\n", pins, re.MULTILINE)
        alone = self.folder / "uv.txt"
        alone.write_text(pin.group() if pin else "", encoding="utf-8")
        options = ("--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes")
        call(self.python, "-m", "pip", "install", *options, "-r", alone)
        uv, into = self.program("uv"), ("--quiet", "-p", self.python)
        call(uv, "pip", "sync", *into, "--require-hashes", self.lock)
        call(uv, "pip", "install", *into, "--no-deps", "--no-build-isolation", "-e", ".")


def call(*command: str | Path) -> None:
    """Run a step in this folder; compiled modules are kept whatever the user's settings."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    subprocess.run([str(part) for part in command], cwd=ROOT, env=kept | SETTINGS, check=True)


def remove(folder: Path) -> None:
    """Remove an environment; of a link the link alone."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)


def lacking() -> list[str]:
    """Debian's packages of what this machine lacks; pyproject.toml says which Python is meant."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    least = re.findall(r'^requires-python = ">=([\d.]+)"', text, re.MULTILINE)[0]
    here = sys.version_info[:3]
    packages = []
    if here < numbers(least):
        packages += ["python3.11", "python3.11-venv"]
    elif not (find_spec("ensurepip") and find_spec("venv")):
        packages.append(f"python3.{here[1]}-venv")
    return packages


def running_python() -> str:
    """The version that an environment would be made of, such as ``3.11``."""
    return ".".join(map(str, sys.version_info[:2]))


def wanted_python() -> str:
    """The same where the user has named a Python: this one then; otherwise nothing."""
    return running_python() if os.environ.get("PYTHON") else ""


def numbers(version: str) -> tuple[int, ...]:
    """A version to be compared."""
    return tuple(int(part) for part in version.split("."))


def keep_dvc_informed(environment: Environment) -> None:
    """Tell DVC where the project has no git, as when it came in a zip file; else it refuses."""
    with_git = any((folder / ".git").exists() for folder in (ROOT, *ROOT.parents))
    local = ROOT / ".dvc" / "config.local"
    told = local.exists() and "no_scm" in local.read_text(encoding="utf-8")
    if with_git == told:
        setting = ("--unset", "core.no_scm") if told else ("core.no_scm", "true")
        call(environment.program("dvc"), "config", "--local", "--quiet", *setting)


def make_ready(environment: Environment) -> int:
    """Bring an environment to what it has to be; 3 where something is missing for that."""
    try:
        if not environment.is_whole:
            packages = lacking()
            if packages:
                names, version = " ".join(packages), sys.version.split()[0]
                missing = f"Missing beside Python {version}: {names}"
                print(f"{missing}. On Debian 12: apt-get install {names}", file=sys.stderr)
                return MISSING
            environment.make()
        keep_dvc_informed(environment)
    except (subprocess.CalledProcessError, OSError) as failed:
        print(f"Setting up {environment.folder} stopped: {failed}", file=sys.stderr)
        print("It needs the network and 2 GB once; then run the command again.", file=sys.stderr)
        return MISSING
    return 0
