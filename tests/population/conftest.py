"""Cards at random are made in the room of proofs."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "prove"))
