"""docs/graph.svg, the picture on the page of graphs, drawn from the sample. Run this file to draw it anew."""

from pathlib import Path

from youju.audit import audit
from youju.facts import load_dictionary
from youju.publish.graph import written
from youju.report import read
from youju.rubric import load_rubric

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "graph.svg"
SAMPLE = ROOT / "facts" / "examples" / "qinghe-water" / "report.md"


def drawn() -> bytes:
    """The graph of one indicator of the sample: one with a point lost."""
    dictionary = load_dictionary(ROOT / "facts" / "dictionary")
    found = audit(read(SAMPLE), load_rubric(ROOT / "rules" / "lechang-2023", dictionary), "exact")
    return written(found, "svg", "financial-compliance")


if __name__ == "__main__":
    PICTURE.write_bytes(drawn())
