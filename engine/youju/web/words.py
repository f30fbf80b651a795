"""Words of pages: Chinese first, English beside it, chosen where they are shown. `{{ t("提交", "Submit") }}`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal

Lang = Literal["zh", "en"]
COOKIE = "lang"
Say = Callable[..., str]


def lang_of(asked: str | None, kept: str | None) -> Lang:
    """The language of a page: as its address asks, else as was chosen before, else Chinese."""
    return "en" if (asked or kept) == "en" else "zh"


def say_in(lang: Lang) -> Say:
    """What templates call `t`: the words of that language, with `{name}` filled in."""

    def t(zh: str, en: str, **values: object) -> str:
        return (zh if lang == "zh" else en).format(**values) if values else (zh if lang == "zh" else en)

    return t


def moment(at: str) -> str:
    """A moment of the store as the clock of this machine shows it, to the minute."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
