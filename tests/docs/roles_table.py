"""The table of roles in docs/serving.md, made from what each role may do. Run this file to write it anew."""

import re
from pathlib import Path

from youju.desk.who import ACTION_WORDS, MAY, ROLE_WORDS

PAGE = Path(__file__).parents[2] / "docs" / "serving.md"
_PART = re.compile(r"(<!-- roles: [^\n]*-->\n).*?(<!-- end -->)", re.DOTALL)


def table() -> str:
    """A row an action, a column a role."""
    head = ["做什么 · action", *(f"{zh} `{role}`" for role, (zh, _) in ROLE_WORDS.items())]
    rows = [head, ["---"] * len(head)]
    rows += [
        [f"{zh} · {en}", *("✓" if role in MAY[action] else "" for role in ROLE_WORDS)]
        for action, (zh, en) in ACTION_WORDS.items()
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def written_anew(page: str) -> str:
    """The page with the table as it is now."""
    return _PART.sub(lambda found: found[1] + table() + found[2], page)


if __name__ == "__main__":
    PAGE.write_text(written_anew(PAGE.read_text("utf-8")), encoding="utf-8")
