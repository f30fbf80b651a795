"""Who may do what: roles and the actions that each may take. The table is the whole of it."""

from __future__ import annotations

import re
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
    "publish",  # or refuse; never what one asked for or wrote in
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
ROLE_WORDS: Mapping[Role, tuple[str, str]] = {
    "auditor": ("审核员", "auditor"),
    "policy": ("政策人员", "policy staff"),
    "chief": ("负责人", "chief"),
    "admin": ("管理员", "administrator"),
}
"""What roles are called, Chinese and English."""
ACTION_WORDS: Mapping[Action, tuple[str, str]] = {
    "look": ("查看审核、评分标准、总览，下载底稿", "see audits, rubrics and the overview, download papers"),
    "take-in": ("收报告", "hand in reports"),
    "rule": ("裁定事实和疑点，撤回裁定", "rule on facts and findings, take a ruling back"),
    "run": ("重新审核", "audit again"),
    "ask-close": ("提请结案", "ask for an audit to be closed"),
    "close": ("批准结案或退回（不能是自己提请的）", "close an audit or send it back, never as asked by oneself"),
    "reopen": ("重新打开已结案的审核", "open a closed audit again"),
    "draft": ("起草、修改评分标准", "begin and edit drafts of rubrics"),
    "ask-publish": ("提请发布", "ask for a draft to be published"),
    "publish": (
        "批准发布或退回（不能是自己提请或改过的）",
        "publish a draft or refuse it, never as asked or written by oneself",
    ),
    "own-tokens": ("为自己建、停接口令牌", "make and end one's own tokens for the HTTP API"),
    "accounts": ("管理账号", "manage accounts"),
    "back-up": ("备份", "make backups"),
}
"""What actions are called, Chinese and English."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody at the workbench. `alone` is the only user of a workbench on this machine: nobody else could look."""

    name: str
    title: str
    role: Role | None
    alone: bool = False


ALONE = User("local", "本机", "admin", alone=True)
"""The only user where nobody was asked for a name."""
NOBODY = User("", "", None)
"""Who has not logged in; may do nothing."""


_NAME = re.compile(r"\w(?:[\w.-]{0,30}\w)?")


def is_account_name(name: str) -> bool:
    """Whether a text may name an account: 1 to 32 letters, digits or characters, dots and hyphens between them."""
    return _NAME.fullmatch(name) is not None


def may(user: User, action: Action) -> bool:
    """Whether somebody's role allows an action."""
    return user.alone or user.role in MAY[action]


def require(user: User, action: Action) -> None:
    """CodedError `not-allowed` where somebody's role does not allow an action."""
    if not may(user, action):
        zh, en = ("没有登录", "nobody") if user.role is None else ROLE_WORDS[user.role]
        zh = f"您的角色（{zh}）不能做这一步：{ACTION_WORDS[action][0]}；请找有权限的人"
        raise CodedError("not-allowed", zh, f"your role ({en}) may not do this: {ACTION_WORDS[action][1]}")


def require_other(user: User, by: str) -> None:
    """Four eyes: CodedError `four-eyes` where somebody would approve what they asked for themselves."""
    if user.name == by and not user.alone:
        zh, en = "自己提请的要由另一个人批准", "what you asked for is for somebody else to approve"
        raise CodedError("four-eyes", zh, en)
