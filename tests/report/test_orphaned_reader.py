"""A reader whose asker was killed does not read on for nobody."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

ASKER = """
import subprocess, sys, time
reader = subprocess.Popen([sys.executable, "-P", "-m", "youju.report.work", "pdf"], start_new_session=True)
print(reader.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows does not tell a process that its parent is gone")
def test_a_reader_ends_when_who_asked_was_killed() -> None:
    """Its standard input stays open here, so that it waits for the rest of a file."""
    get, put = os.pipe()
    with subprocess.Popen([sys.executable, "-c", ASKER], stdin=get, stdout=subprocess.PIPE) as asker:
        assert asker.stdout is not None
        reader = int(asker.stdout.readline())
        # Until it stands in its own group and watches.
        time.sleep(1)
        before = _alive(reader)
        asker.kill()
    until = time.monotonic() + 30
    while _alive(reader) and time.monotonic() < until:
        time.sleep(0.05)
    os.close(put)
    os.close(get)

    expected = (True, False)
    actual = (before, _alive(reader))
    assert expected == actual


def _alive(pid: int) -> bool:
    """Whether a process runs: one that has ended and that nobody has waited for does not."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
