"""Interrupting the program is told in a line, also while it is still being loaded."""

import subprocess
import sys

INTERRUPTED_AT_LOADING = """
import sys
from youju.cli import main

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "youju.cli.errors":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupting())
main.main()
"""


def test_an_interrupt_while_loading_is_a_line_and_no_traceback() -> None:
    run = subprocess.run([sys.executable, "-c", INTERRUPTED_AT_LOADING], capture_output=True, check=False)

    assert (2, "已中断 / interrupted\n") == (run.returncode, run.stderr.decode("utf-8"))
