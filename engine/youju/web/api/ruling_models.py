"""What the API tells of rulings and closing, and what is asked of them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field

from youju.web.api.fields import Asked, At, By, Code, Decision, FromRow, IndicatorName, Line, Note, Reason

_Schema = dict[str, Any]
_ON_FACT: _Schema = {"required": ["fact"], "properties": {"decision": {"enum": ["accept", "reject"]}}}
_AMENDED: _Schema = {"required": ["fact", "value", "source"], "properties": {"decision": {"const": "amend"}}}
_ON_FINDING: _Schema = {
    "required": ["finding"],
    "properties": {"decision": {"enum": ["accept", "reject", "mute"]}},
}


class Ruling(FromRow):
    """一条裁定；有 withdrawn_at 就不再算数 / A ruling; where `withdrawn_at` is given it no longer counts."""

    number: int = Field(description="第几条 / the number of the ruling")
    fact: str | None = Field(description="裁定的事实 / the fact ruled on")
    finding: str | None = Field(description="裁定的疑点的键 / the key of the finding ruled on")
    code: Code | None
    indicator: IndicatorName | None
    decision: Decision
    value: str | None = Field(description="改成的值 / the value it is amended to")
    source: str | None = Field(description="值的来源 / the source of the value")
    reason: Reason
    by: By
    at: At
    withdrawn_by: By | None
    withdrawn_reason: Reason | None
    withdrawn_at: At | None


class RulingAsked(Asked):
    """对一个事实或一条疑点的裁定；同一件事再裁定一次就是改 /
    A ruling on a fact or a finding; another one on the same thing changes it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"oneOf": [_ON_FACT, _AMENDED, _ON_FINDING]})

    decision: Decision
    reason: Line = Field(description="理由，必填 / the reason, always", examples=["与决算报表核对一致"])
    seen: int = Field(
        ge=0, le=2**31 - 1, description="您看到的最后一条裁定的号，没有就是 0 / the last ruling you saw, 0: none"
    )
    fact: Line = Field("", description="事实的名称 / the name of a fact")
    finding: Line = Field("", description="疑点的键 / the key of a finding")
    value: Line = Field("", description="改成的值，只在 amend 时 / the value, of an amendment only")
    source: Line = Field("", description="值的来源：哪份资料、第几页 / its source: which paper and page")


class WithdrawalAsked(Asked):
    """撤回一条裁定，要写理由 / A ruling is taken back, with a reason."""

    reason: Line = Field(description="理由 / the reason")


class Entered(FromRow):
    """裁定已记下；counted 为假时还没有计入结果 /
    A ruling was kept; where it is not `counted`, have the audit run again."""

    number: int = Field(description="第几条裁定 / the number of the ruling")
    counted: bool = Field(description="结果已计入它 / whether a run counts it")


class ClosingAsked(Asked):
    """办结的一步：提请、批准、退回、重开 / A step of closing: ask, close, back, reopen."""

    step: Literal["ask", "close", "back", "reopen"] = Field(
        description="提请（ask）、由另一人批准（close）、退回（back）、重开（reopen） / "
        "the step; `close` is for somebody else"
    )
    reason: Note = Field(
        "",
        description="退回、重开，或还有 P0 没裁定时必填 / "
        "needed for back and reopen, and while a P0 is without a ruling",
    )
