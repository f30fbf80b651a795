"""What a worker process does around its tasks: limits, a temporary folder of its own, an end when its server is gone.

Linux has all of the limits, macOS does not hold to the one of memory, Windows has only the wall clock of the pool.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import pickle
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from traceback import extract_tb
from typing import Any

from youju.report import ReportError
from youju.source import CodedError

_NICE = 5


@dataclass(frozen=True, slots=True)
class Refused:
    """What a task refused: exceptions with words of their own do not pass from one process to another.

    `where` is the kind of an exception that nobody expected and the line it came from, none of its words: they may be
    a report's.
    """

    code: str
    zh: str
    en: str
    where: str | None = None


def serve(pipe: Connection[bytes, bytes], folder: str, memory: int, modules: tuple[str, ...]) -> None:
    """The worker, in a process of its own: says that it has begun, and answers tasks until nobody can ask any more."""
    _begin(folder, memory, modules)
    with suppress(EOFError, ConnectionError):
        pipe.send_bytes(b"")
        while True:
            pipe.send_bytes(_answered(*pickle.loads(pipe.recv_bytes())))


def _begin(folder: str, memory: int, modules: tuple[str, ...]) -> None:
    """Makes this process a worker: `memory` bytes of addresses at most, `folder` for what is temporary.

    It loads `modules` before the first task, which else would take seconds longer.
    """
    # Ctrl-C is for the server, which ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_server, args=(folder,), daemon=True).start()
    with suppress(ImportError, ValueError, OSError):
        import resource

        # Only the softer of the two: a reader of pictures that this process starts sets a higher one for itself.
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # Pages come first: what is there to be shown does not wait for what is being worked out.
        os.nice(_NICE)
    tempfile.tempdir = folder
    os.environ |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
    for module in modules:
        with suppress(ImportError):
            import_module(module)


def _answered(folder: str, seconds: float, task: Callable[..., Any], given: tuple[Any, ...]) -> bytes:
    """What a task gives or refuses, pickled here: what cannot be is the task's fault and no end of the worker."""
    _limit_seconds(seconds)
    try:
        return pickle.dumps(task(*given))
    except (CodedError, ReportError) as error:
        return pickle.dumps(Refused(error.code, error.zh, error.en))
    except MemoryError:
        zh, en = (
            "处理这份文件用的内存超过上限，已停止；请拆分",
            "it took too much memory and was stopped; split the file",
        )
        return pickle.dumps(Refused("work-too-heavy", zh, en))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a defect of ours: told by its place, and no more
        zh, en = (
            "程序出错，没有结果；文件还在，请告诉维护人员",
            "the program failed here; the file is kept: tell its keepers",
        )
        return pickle.dumps(Refused("work-failed", zh, en, _place(error)))
    finally:
        clear(Path(folder))


def clear(folder: Path) -> None:
    """Empties a folder."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _limit_seconds(seconds: float) -> None:
    """Ends this process once it has used so many seconds of a processor more than now."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        until = math.ceil(time.process_time() + seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _end_with_server(folder: str) -> None:
    """Waits until the server is gone, however it went, and goes too."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)


def _place(error: BaseException) -> str:
    frames = extract_tb(error.__traceback__)
    last = next((one for one in reversed(frames) if "youju" in one.filename), frames[-1])
    return f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}"
