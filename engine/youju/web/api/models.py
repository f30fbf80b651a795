"""What the API tells of audits, what follows from them, and jobs."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, StrictBool

from youju.web.api.fields import (
    Asked,
    At,
    By,
    Code,
    En,
    FromRow,
    Id,
    IndicatorName,
    Points,
    RubricName,
    Sha,
    State,
    Title,
    Zh,
)


class Audit(FromRow):
    """一份审核和上一次结果的合计；没有结果时 code、zh、en 说为什么 /
    An audit with the sums of its last run; `code`, `zh` and `en` say why there is none."""

    id: Id
    document: Sha
    name: Title
    rubric: RubricName | None
    version: Sha | None
    year: int | None = Field(description="财政年度 / the fiscal year")
    state: State = Field(description="等待、不能审核、审核中、待复核、已办结 / how it stands")
    run: int = Field(description="上一次结果是第几次，0 还没有 / the number of its last run; 0: none yet")
    by: By
    at: At
    changed_at: At
    claimed: Points | None
    recomputed: Points | None
    confirmed: Points | None
    low: Points | None
    high: Points | None
    p0: int | None = Field(description="P0 疑点几条 / findings of level P0")
    p1: int | None = Field(description="P1 疑点几条 / findings of level P1")
    p2: int | None = Field(description="P2 疑点几条 / findings of level P2")
    code: Code | None
    zh: Zh | None
    en: En | None


class Indicator(FromRow):
    """上一次结果里的一项指标 / An indicator of the last run."""

    indicator: IndicatorName
    weight: Points
    claimed: Points | None
    points: Points
    status: str = Field(description="算出、不适用、定不了 / how it stands")
    support: str | None = Field(description="证据支撑 / what supports the points")


class WholeAudit(Audit):
    """一份审核和它的各项指标 / An audit with its indicators."""

    indicators: list[Indicator] = Field(description="各项指标 / its indicators")


class Run(FromRow):
    """一次结果：按哪个版本、计入几次裁定的改动 / A run: by which version, with how many changes of rulings."""

    number: int = Field(description="第几次 / the number of the run")
    version: Sha | None
    rulings: int = Field(description="计入几次裁定的改动 / how many changes of rulings it counts")
    claimed: Points | None
    recomputed: Points | None
    confirmed: Points | None
    low: Points | None
    high: Points | None
    code: Code | None
    zh: Zh | None
    en: En | None
    at: At


class Finding(FromRow):
    """一条疑点；原文在审核的记录里 / A finding; its quotes stand in the record of the audit."""

    key: str = Field(description="疑点的键，裁定时用 / its key, by which it is ruled on")
    code: Code
    level: Literal["P0", "P1", "P2"] = Field(description="轻重 / how grave it is")
    indicator: IndicatorName | None


class Happened(FromRow):
    """一份审核的一条记录 / A record of what was done to an audit."""

    seq: int = Field(description="记录链里的号 / its number in the chain")
    hash: str = Field(description="这条记录的散列 / its hash in the chain")
    by: By
    at: At
    kind: str = Field(description="发生了什么 / what happened", examples=["ruling-made"])
    said: dict[str, Any] = Field(description="内容 / its content")


class Why(FromRow):
    """一项指标为什么得这些分 / Why an indicator has its points."""

    short: Zh
    short_en: En
    whole: dict[str, Any] = Field(
        description="与 youju why --json 一样，见 docs/json.md / "
        "as `youju why --json` gives it; docs/json.md says what it holds"
    )


class WhatIf(FromRow):
    """如果事实是别的数；什么也不存 / What would follow were facts otherwise; nothing is kept."""

    set: dict[str, str] = Field(description="与现在不同的假设 / what is assumed otherwise, by fact; empty: unknown")
    controls: list[dict[str, Any]] = Field(
        description="可以改的事实：类型、单位、界限、原来的值 / the facts: type, unit, bounds, what they are"
    )
    answer: dict[str, Any] | None = Field(
        description="合计、变了的指标、为什么；没有假设就没有 / "
        "sums, indicators that turn, and why; null: nothing is assumed"
    )


class Questions(FromRow):
    """先问什么、要补充哪些资料 / What to ask first, and which papers to ask for."""

    questions: dict[str, str] = Field(description="问题，按语言 / the questions as a text, by language")
    papers: list[dict[str, Any]] = Field(description="资料，各关系哪些指标几分 / papers, with the points each is about")


class PaperFile(FromRow):
    """一个可以下载的文件 / A file of an audit for download."""

    name: str = Field(description="文件名 / its name")
    media: str = Field(description="媒体类型 / its media type")
    zh: Zh
    en: En


class Report(FromRow):
    """一批里的一份报告 /
    A report of a job: its audit where one was begun, earlier ones of the same bytes, why it was not taken."""

    name: Title
    state: str = Field(
        description="waiting、reading、auditing 还没完；done、refused、failed、cancelled、earlier、declined 已完 / "
        "how far it is"
    )
    audit: int | None = Field(description="它的审核 / its audit")
    earlier: list[int] = Field(description="同样内容以前的审核 / earlier audits of the same bytes")
    code: Code | None
    zh: Zh | None
    en: En | None


class Job(FromRow):
    """一起交的报告 / Reports handed in together."""

    id: str = Field(description="这一批的名称 / its name")
    by: By
    active: bool = Field(description="还有没完的 / whether something is still to come")
    reports: list[Report] = Field(description="各份报告，按交的顺序 / its reports, in their order")


class RunAsked(Asked):
    """再审一次 / An audit is to be made again."""

    anew: StrictBool = Field(
        False, description="按现在发布的版本，不按上次的 / by the versions published now, not by that of its last run"
    )


class Health(FromRow):
    """存储够得着，处理进程有答复 / The store can be reached and a worker has answered."""

    store: Literal["reachable"] = Field(description="存储 / the store")
    records: int = Field(description="记录链有几条 / how many records the chain has")
    workers: Literal["alive"] = Field(description="处理进程 / the workers")
