"""A workbench with the sample audited as text and as PDF, and a file that could not be audited; visitors of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from audit_kit import Workbench
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from starlette.testclient import TestClient

from youju.desk.desk import open_desk
from youju.desk.intake import run, take_in
from youju.desk.who import ALONE
from youju.web.app import make_app

SAMPLE = Path(__file__).parents[3] / "facts" / "examples" / "qinghe-water" / "report.md"


@pytest.fixture(scope="session")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    desk = open_desk(tmp_path_factory.mktemp("audits") / "store", None, 1)
    files = {
        "report.md": SAMPLE.read_bytes(),
        "report.pdf": _printed(SAMPLE.read_text(encoding="utf-8")),
        "letter.txt": "这不是自评报告。".encode(),
    }
    ids: dict[str, int] = {}
    for name, data in files.items():
        ids[name] = take_in(desk, ALONE, name, data)
        run(desk, ALONE, ids[name])
    app = make_app(desk)
    with TestClient(app, base_url="http://127.0.0.1", headers={"Accept": "text/html"}) as client:
        yield Workbench(desk, app, client, ids["report.md"], ids["report.pdf"], ids["letter.txt"])
    desk.close()


def _printed(text: str) -> bytes:
    """The lines of a text on A4, broken where they are too long."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))  # pyright: ignore[reportUnknownMemberType]
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    lines = [line[at : at + 36] for line in text.split("\n") for at in range(0, max(1, len(line)), 36)]
    heights = count()
    for line in lines:
        height = 780 - 18 * (next(heights) % 40)
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(70, height, line)
        if height <= 780 - 18 * 39:
            canvas.showPage()
    canvas.save()
    return out.getvalue()
