"""A mistake in a file that somebody wrote, with its place and a proposal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from youju.structs import Struct


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in an authored file. `line` and `column` count from 1; a column is one character.

    `length` is how many characters of the line are meant; it does not tell places apart.
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = field(default=1, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Diagnostic(Struct):
    """One mistake. `code` is stable and has a page in docs/codes; `proposal` is what to write instead.

    `level` is how grave this one is, where that is not for its code to say.
    """

    place: Place
    code: str
    zh: str
    en: str
    proposal: str | None = None
    level: Literal["error", "warning", "note"] | None = None

    def line(self, lang: str = "zh") -> str:
        """`file:line:column: code message (did you mean …)`, in Chinese (`zh`) or English (`en`)."""
        text = self.zh if lang == "zh" else self.en
        if self.proposal is None:
            return f"{self.place}: {self.code} {text}"
        hint = f"（是否想写 {self.proposal}？）" if lang == "zh" else f" (did you mean {self.proposal}?)"
        return f"{self.place}: {self.code} {text}{hint}"


class RefusedError(Exception):
    """A folder of authored files that cannot be used; carries every diagnostic found in it, in order of place.

    The files named by the diagnostics are each under one of `roots`; `texts` are those that are not written yet.
    """

    def __init__(
        self, diagnostics: Iterable[Diagnostic], *roots: Path, texts: Mapping[Path, str] | None = None
    ) -> None:
        self.diagnostics = tuple(sorted(set(diagnostics), key=_order))
        self.roots = roots or (Path(),)
        self.texts = texts or {}
        super().__init__(render_all(self.diagnostics))

    def path(self, file: str) -> Path:
        """Where a file of a diagnostic is."""
        return next((root / file for root in self.roots if os.path.exists(root / file)), self.roots[0] / file)


def _order(diagnostic: Diagnostic) -> tuple[Place, str, str, str]:
    return diagnostic.place, diagnostic.code, diagnostic.zh, diagnostic.proposal or ""


class CodedError(Exception):
    """Input that cannot be used, said in one sentence of each language under a stable code."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        self.code, self.zh, self.en = code, zh, en
        super().__init__(f"{code} {zh} / {en}")

    @property
    def said(self) -> dict[str, str]:
        """Its code and both sentences, as records, pages and the API have them."""
        return {"code": self.code, "zh": self.zh, "en": self.en}


def render_all(diagnostics: Iterable[Diagnostic], lang: str = "zh") -> str:
    """All diagnostics, a line each."""
    return "\n".join(diagnostic.line(lang) for diagnostic in diagnostics)
