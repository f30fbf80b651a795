"""The rooms of tests whose makers the evidence uses: made-up reports, edits of certificates, facts near thresholds, cards,
seeded rubrics."""

import sys
from pathlib import Path

for room in ("made", "ledger", "firing", "prove", "regress"):
    sys.path.insert(0, str(Path(__file__).parents[1] / room))
