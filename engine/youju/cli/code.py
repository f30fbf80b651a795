"""`youju code`: the written page of a code, or for a declared check without one the page its rubric makes of it."""

from __future__ import annotations

from collections.abc import Iterable

from youju.cli.open import open_rubric
from youju.feel import did_you_mean
from youju.publish.code_page import known_codes, page_of
from youju.rubric import Check, Rubric, packs
from youju.source import CodedError


def explain_code(code: str, rubric: str | None) -> str:
    """The page as Markdown; checks are looked for in a rubric, else in all at hand. CodedError tells the nearest."""
    written = page_of(code)
    if written is not None:
        return written.rstrip()
    names = [rubric] if rubric is not None else [pack.name for pack in packs()]
    checks = _checks(open_rubric(name) for name in names)
    if code in checks:
        from youju.publish.check_page import check_page

        return check_page(*checks[code]).rstrip()
    near = did_you_mean(code, [*known_codes(), *checks])
    hints = [(f"是否想查 {near}？", f"perhaps {near}")] if near else []
    hints += [("自己的检查要加 --rubric 文件夹", "for a check of your own add --rubric DIR")] if rubric is None else []
    zh = f"没有代码“{code}”{'。' if hints else ''}{''.join(one for one, _ in hints)}"
    en = "; ".join([f"there is no code “{code}”", *(one for _, one in hints)])
    raise CodedError("code-not-found", zh, en)


def _checks(rubrics: Iterable[Rubric]) -> dict[str, tuple[Rubric, Check]]:
    return {check.code: (rubric, check) for rubric in rubrics for check in rubric.checks}
