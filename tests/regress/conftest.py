"""The rooms of tests whose small cards these tests use."""

import sys
from pathlib import Path

for room in ("prove",):
    sys.path.insert(0, str(Path(__file__).parents[1] / room))
