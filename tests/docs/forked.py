"""The command line without its start: a process that has the program loaded forks for every command that is asked for.

Each command still is a process of its own, with its own output, environment, folder and exit status; only that reading
the program and the dictionary is done once. What a start itself does is tested by starting (tests/cli/test_start_up.py).
"""

from __future__ import annotations

import functools
import json
import os
import pkgutil
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

# Their libraries have threads, which no fork survives; or they are loaded by pytest only.
LEFT_OUT = ("youju.population", "youju.prove", "youju.regress.pytest_plugin")
SECONDS = 120


def youju(
    *words: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, together: bool = False
) -> subprocess.CompletedProcess[str]:
    """What a command says and how it ends, with nothing but what a terminal gives it; `together`: all on one stream."""
    if not hasattr(os, "fork"):
        return started(*words, cwd=cwd, env=env, together=together)
    said, env = [str(word) for word in words], os.environ if env is None else env
    with tempfile.TemporaryDirectory() as folder:
        out, err = (Path(folder) / name for name in ("out", "err"))
        files = [str(out), str(out if together else err)]
        status = _answer({"words": said, "cwd": str(cwd or Path.cwd()), "env": dict(env), "files": files})
        told = [file.read_text("utf-8") if file.exists() else "" for file in (out, err)]
    return subprocess.CompletedProcess(["youju", *said], status, *told)


def started(
    *words: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, together: bool = False
) -> subprocess.CompletedProcess[str]:
    """As `youju`, from a Python of its own: another seed of hashes, nothing loaded."""
    return subprocess.run(
        [sys.executable, "-m", "youju.cli.main", *map(str, words)],
        cwd=cwd,
        env={**(os.environ if env is None else env), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if together else subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )


def _answer(asked: Mapping[str, Any]) -> int:
    """The exit status of a command; TimeoutExpired for one that does not end."""
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(json.dumps(asked).encode() + b"\n")
    server.stdin.flush()
    if not select.select([server.stdout], [], [], SECONDS)[0]:
        os.killpg(server.pid, signal.SIGKILL)
        _server.cache_clear()
        raise subprocess.TimeoutExpired(asked["words"], SECONDS)
    return int(server.stdout.readline())


@functools.cache
def _server() -> subprocess.Popen[bytes]:
    """One process for all commands of this one; it ends when nobody can ask any more."""
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen([sys.executable, __file__], env=env, start_new_session=True, **pipes)


def serve() -> None:
    """Reads a command a line, answers its exit status a line."""
    _load()
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            _become(**json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _load() -> None:
    import youju
    from youju.rubric import dictionary_of

    for module in pkgutil.walk_packages(youju.__path__, "youju."):
        if not module.name.startswith(LEFT_OUT):
            import_module(module.name)
    dictionary_of()


def _become(words: list[str], cwd: str, env: dict[str, str], files: list[str]) -> None:
    """The command, in the process of this call, which ends with it."""
    from youju.cli import main

    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for stream, file in enumerate(files, 1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = [main.__file__, *words]
    main.main()


if __name__ == "__main__":
    serve()
