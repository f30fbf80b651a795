"""Tasks that no worker should survive, or that should not be let go on; a worker finds them by this file's name."""

from __future__ import annotations

import math
import os
import signal
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from youju.source import CodedError

SECRET = "某单位三公经费九十九万元"


@dataclass(frozen=True)
class About:
    """What is asked in some way, about something."""

    about: str
    way: float = field(default_factory=time.monotonic)


def asked_about(ask: About) -> int:
    return os.getpid()


def doubled(number: int) -> int:
    return 2 * number


def slept(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def spun_on_one_second() -> None:
    """Keeps a processor busy for longer than it may, however many others want it too."""
    import resource

    used = math.ceil(time.process_time())
    resource.setrlimit(resource.RLIMIT_CPU, (used + 1, resource.RLIM_INFINITY))
    while time.process_time() < used + 10:
        pass


def exited() -> None:
    os._exit(3)


def asked_to_exit() -> None:
    sys.exit(4)


def killed(mark: str, times: int) -> str:
    """Is killed so many times, counted in a file, and then is not."""
    path = Path(mark)
    with path.open("a") as file:
        file.write("x")
    if len(path.read_text()) <= times:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def eaten(gibibytes: int) -> int:
    return len(bytearray(gibibytes << 30))


def unpicklable() -> Any:
    return lambda: threading.Lock()


def refused() -> None:
    raise CodedError("report-empty", "空的", "empty")


def failed() -> None:
    raise ValueError(SECRET)


def littered() -> str:
    """Leaves a file and a folder in the temporary folder, whose path it returns."""
    Path(tempfile.mkdtemp()).joinpath("left").write_text("x")
    handle, _ = tempfile.mkstemp()
    os.close(handle)
    return tempfile.gettempdir()


def pid(after: float = 0) -> int:
    time.sleep(after)
    return os.getpid()


def limits() -> tuple[int, int]:
    import resource

    return resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CORE)[0]


def ignores_interrupts() -> bool:
    """Whether Ctrl-C reaches this process: by its mask or by its handler."""
    return signal.getsignal(signal.SIGINT) == signal.SIG_IGN
