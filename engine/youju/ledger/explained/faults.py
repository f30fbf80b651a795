"""What is wrong with an explanation: which claim of which indicator, in both languages."""

from __future__ import annotations

from youju.structs import Struct


class Fault(Struct):
    """A claim that does not hold: the kind of claim (`claim`, `claim_en`), and what is wrong with it."""

    claim: str
    claim_en: str
    zh: str
    en: str

    def of(self, title: str, indicator: str) -> str:
        """The fault as a reason to refuse."""
        return f"{title}——{self.claim}：{self.zh} / {indicator}, {self.claim_en}: {self.en}"


def cited(zh: str, en: str) -> Fault:
    """A fault of the facts that are said to suffice, or to be needed."""
    return Fault("所举事实", "facts cited", zh, en)


def regained(zh: str, en: str) -> Fault:
    """A fault of what is said to win points back."""
    return Fault("如何得回失分", "what would regain points", zh, en)


def stays(zh: str, en: str) -> Fault:
    """A fault of an interval in which the score is said to stay."""
    return Fault("得分不变的区间", "interval in which points stay", zh, en)


def ranged(zh: str, en: str) -> Fault:
    """A fault of the range over what is open."""
    return Fault("得分范围", "range of points", zh, en)


def told(zh: str, en: str) -> Fault:
    """A fault of a sentence."""
    return Fault("文字", "sentence", zh, en)


def quoted(zh: str, en: str) -> Fault:
    """A fault of a quote."""
    return Fault("引文", "quote", zh, en)
