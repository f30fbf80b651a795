"""Who may do what: roles and the actions that each may take. The table is the whole of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from youju.source import CodedError

Role = Literal["auditor", "policy", "chief", "admin"]
Action = Literal[
    "look",  # see audits, rubrics, overviews, and download what they lead to
    "take-in",  # hand in reports
    "rule",  # decide on facts and findings, take a decision back
    "run",  # audit again
    "ask-close",
    "close",  # or send back; never one's own
    "reopen",
    "draft",  # begin and edit a draft of a rubric
    "ask-publish",
    "publish",  # or refuse; never one's own
    "own-tokens",
    "accounts",
    "back-up",
]
_ALL = frozenset[Role](("auditor", "policy", "chief", "admin"))
MAY: Mapping[Action, frozenset[Role]] = {
    "look": _ALL,
    "take-in": frozenset(("auditor", "chief")),
    "rule": frozenset(("auditor", "chief")),
    "run": frozenset(("auditor", "chief")),
    "ask-close": frozenset(("auditor", "chief")),
    "close": frozenset(("chief",)),
    "reopen": frozenset(("chief",)),
    "draft": frozenset(("policy", "chief")),
    "ask-publish": frozenset(("policy", "chief")),
    "publish": frozenset(("chief",)),
    "own-tokens": _ALL,
    "accounts": frozenset(("admin",)),
    "back-up": frozenset(("admin",)),
}


@dataclass(frozen=True, slots=True)
class User:
    """Somebody at the workbench. `alone` is the only user of a workbench on this machine: nobody else could look."""

    name: str
    title: str
    role: Role
    alone: bool = False


ALONE = User("local", "本机", "admin", alone=True)
"""The only user where nobody was asked for a name."""


def may(user: User, action: Action) -> bool:
    """Whether somebody's role allows an action."""
    return user.alone or user.role in MAY[action]


def require(user: User, action: Action) -> None:
    """CodedError `not-allowed` where somebody's role does not allow an action."""
    if not may(user, action):
        zh = f"您的角色（{user.role}）不能做这一步；请找有权限的人"
        raise CodedError("not-allowed", zh, f"your role ({user.role}) may not do this; ask somebody whose role may")


def require_other(user: User, by: str) -> None:
    """Four eyes: CodedError `four-eyes` where somebody would approve what they asked for themselves."""
    if user.name == by and not user.alone:
        zh, en = "自己提请的要由另一个人批准", "what you asked for is for somebody else to approve"
        raise CodedError("four-eyes", zh, en)
