"""The two commands on a fresh machine: the parts of the set-up that can be tried without one."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT


def _run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    # No package is needed that is not there: pip shall not ask the network, nor ask again.
    offline = {"PIP_NO_INDEX": "1", "PIP_RETRIES": "0"}
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), **offline, **environment}
    return subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the set-up alone, and a project file that no pip takes."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    broken = '[build-system]\nrequires = []\nbuild-backend = "nowhere"\n'
    (tmp_path / "pyproject.toml").write_text(broken, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("script", ["setup", "servers", "check", "test", "corpus"])
def test_the_scripts_are_scripts_of_the_plain_shell(script: str) -> None:
    """Debian's sh is dash, macOS' is an old bash: nothing but POSIX."""
    done = _run(ROOT, "sh", "-n", f"scripts/{script}")

    assert done.returncode == 0, done.stderr
    text = (ROOT / "scripts" / script).read_text(encoding="utf-8")
    assert text.startswith("#!/bin/sh\n")
    assert "set -eu" in text
    for bashism in ("[[", "function ", "pipefail", "<<<", "$'"):
        assert bashism not in text


def test_ci_runs_what_a_person_runs() -> None:
    """Issue 2: `.ci/run` is `MAILBOT_REQUIRE_SERVERS=1 make test` and nothing cleverer."""
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert [x for x in lines if x and not x.startswith("#")] == [
        "set -eu",
        "MAILBOT_REQUIRE_SERVERS=1 make test",
    ]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_a_finished_environment_is_left_alone(project: Path) -> None:
    """Idempotent: the second `make` does nothing and needs no network."""
    stamp = _run(project, "sh", "-c", 'echo "dev $(cksum < pyproject.toml) $(pwd)"').stdout
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").symlink_to("/bin/true")
    (project / ".venv" / ".ready").write_text(stamp, encoding="utf-8")

    for extra in ("dev", "demo"):
        done = _run(project, "sh", "scripts/setup", extra, PYTHON="/nonexistent")

        assert done.returncode == 0
        assert done.stderr == ""


def test_an_environment_for_the_demo_is_not_enough_for_the_tests(project: Path) -> None:
    """`make test` after `make demo` brings what the tests need."""
    stamp = _run(project, "sh", "-c", 'echo "demo $(cksum < pyproject.toml) $(pwd)"').stdout
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").symlink_to("/bin/true")
    (project / ".venv" / ".ready").write_text(stamp, encoding="utf-8")

    assert _run(project, "sh", "scripts/setup", "demo").stderr == ""
    assert "installing packages" in _run(project, "sh", "scripts/setup", "dev").stderr


@pytest.mark.slow
def test_what_cannot_be_installed_is_said_and_tried_again(project: Path) -> None:
    """A half made environment is no finished one: the next `make` begins again."""
    for _ in range(2):
        done = _run(project, "sh", "scripts/setup", "dev")

        assert done.returncode == 1
        assert "run make again" in done.stderr
        assert not (project / ".venv" / ".ready").exists()


def test_an_old_python_is_named(project: Path) -> None:
    """One clear line instead of a traceback of pip."""
    tools = project / "bin"
    tools.mkdir()
    for tool in ("cksum", "id", "cat", "pwd", "sh", "rm"):
        (tools / tool).symlink_to(shutil.which(tool) or "")
    old = tools / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    old.chmod(0o755)

    done = _run(project, "sh", "scripts/setup", "demo", PATH=str(tools))

    assert done.returncode == 1
    assert "needs Python 3.11 or newer; found Python 3.9.2" in done.stderr
