"""The rooms of tests whose makers the evidence uses: made-up reports, and edits of certificates."""

import sys
from pathlib import Path

for room in ("made", "ledger"):
    sys.path.insert(0, str(Path(__file__).parents[1] / room))
