"""Text from pictures of pages, by RapidOCR: an extra (`pip install 'youju[ocr]'`), used only when asked for.

Its models come with the package, so that nothing is fetched and no page leaves the machine. What it reads is a guess:
whoever uses it marks it so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from youju.report.errors import ReportError
from youju.structs import Struct

DOTS_PER_INCH = 200
_LEAST_SCORE = 0.5


class Recognised(Struct):
    """A piece of a line that was recognised, and its box in the picture, in dots from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Recogniser:
    """RapidOCR with its models loaded, which takes a second or two. Raises ReportError `ocr-missing`."""

    def __init__(self) -> None:
        try:
            from rapidocr import RapidOCR  # pyright: ignore[reportMissingImports, reportUnknownVariableType]
        except ImportError:
            zh = "没有安装识别文字的组件，请先运行 pip install 'youju[ocr]'，或去掉 --ocr"
            raise ReportError("ocr-missing", zh, "no OCR here: pip install 'youju[ocr]', or leave out --ocr") from None
        # Without its guess whether a line stands on its head: it takes “三公” for one, and scanned pages stand upright.
        self._engine: Any = RapidOCR(
            params={"Global.log_level": "critical", "Global.text_score": 0.0, "Global.use_cls": False}
        )

    def read(self, picture: Any) -> Sequence[Recognised]:
        """What stands in a picture, an array of rows of dots of three colours; U+FFFD for what is seen and not read."""
        found = self._engine(picture)
        if found.txts is None:
            return ()
        pieces: list[Recognised] = []
        for text, score, corners in zip(found.txts, found.scores, found.boxes, strict=True):
            xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
            if text.strip():
                text = text if score >= _LEAST_SCORE else "\ufffd" * len(text)
                pieces.append(Recognised(text, min(xs), min(ys), max(xs), max(ys)))
        return pieces
