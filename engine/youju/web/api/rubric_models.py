"""What the API tells of rubrics, their versions and drafts, and what is asked of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool

from youju.web.api.fields import (
    Asked,
    At,
    By,
    Code,
    En,
    FromRow,
    Id,
    Line,
    Note,
    Place,
    Points,
    Reason,
    RubricName,
    Sha,
    Title,
    Zh,
)

DigestText = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Version(FromRow):
    """评分标准的一个版本；digest 是它全部文件的 / A version of a rubric; `digest` is that of its files together."""

    digest: Sha
    rubric: RubricName
    title: Title
    base: Sha | None
    state: Literal["asked", "published", "refused", "withdrawn"] = Field(
        description="已提请、已发布、已退回、已撤回 / how it stands"
    )
    in_force: str | None = Field(description="施行日；没有就是一直 / the day from which it is in force; null: always")
    reason: Reason
    by: By
    approved_by: By | None
    at: At


class WholeVersion(Version):
    """一个版本和它的文件 / A version with the paths of its files."""

    files: list[str] = Field(description="文件的路径 / the paths of its files")


class DecisionAsked(Asked):
    """批准发布一个版本，或退回 / A version is published, or refused."""

    publish: StrictBool = Field(description="真：发布；假：退回 / whether it is published; else it is refused")
    reason: Note = Field("", description="退回要写理由 / the reason; a refusal needs one")


class Difference(FromRow):
    """两个版本差在哪里 / How two versions differ."""

    files: list[str] = Field(description="不同的文件 / the files that differ")
    zh: list[str] = Field(description="中文，一行一条 / in Chinese, line by line")
    en: list[str] = Field(description="英文，一行一条 / in English, line by line")


class Turned(FromRow):
    """一项变了的指标 / An indicator whose points, state or rules differ."""

    indicator: str = Field(description="指标的名称 / the name of the indicator")
    zh: Zh
    en: En
    before: Points | None
    after: Points | None
    change: Points


class Moved(FromRow):
    """按两个版本各算一次的一份审核 / An audit judged by both versions."""

    audit: Id
    name: Title
    year: int | None = Field(description="财政年度 / the fiscal year")
    version: Sha = Field(description="上次审核用的版本 / the version that its last run went by")
    under: bool = Field(
        description="新版本的施行日管不管它的年度 / whether the new version is in force for its fiscal year"
    )
    before: Points
    after: Points
    change: Points
    turns: list[Turned] = Field(description="变了的指标 / the indicators that differ")


class NotJudged(FromRow):
    """算不出的一份审核，和为什么 / An audit that one of the versions cannot judge, and why."""

    audit: Id
    name: Title
    code: Code
    zh: Zh
    en: En


class Effect(FromRow):
    """一个版本对已有审核的影响，算到哪里说到哪里 /
    What a version does to the audits of the store, as far as it has been worked out."""

    items: list[Moved] = Field(description="分数变了的，这一页 / the audits whose points differ, of this page")
    next: str | None = Field(description="给下一页的 after / what to give as `after` for more; null: no more")
    unread: list[NotJudged] = Field(description="算不出的，最多 500 条 / those that cannot be judged, 500 at most")
    all: int = Field(description="一共几份 / how many audits there are")
    left: int = Field(description="还有几份没算 / how many have not been judged yet")
    running: bool = Field(description="是不是正在算；不在算的用 POST 开始 / whether it goes on; POST begins it")


class Draft(FromRow):
    """评分标准的一份草稿 / A draft of a rubric."""

    id: Id
    rubric: RubricName
    base: Sha
    title: Title
    state: Literal["open", "asked", "published", "dropped"] = Field(
        description="在改、已提请、已发布、已放弃 / how it stands"
    )
    by: By
    at: At


class DraftFile(FromRow):
    """草稿的一个文件，不带内容 / A file of a draft, without its text."""

    path: Place
    etag: str = Field(description="现在的 ETag，改的时候放进 If-Match / its ETag now: If-Match of a change")
    changed: bool = Field(description="与原版不同 / whether it differs from the version")
    taken_out: bool = Field(description="已从草稿里去掉 / whether it was taken out")
    by: By | None
    at: At | None


class WholeDraft(Draft):
    """一份草稿和它的文件 / A draft with its files."""

    files: list[DraftFile] = Field(description="它的文件 / its files")


class DraftText(DraftFile):
    """草稿的一个文件和内容 / A file of a draft with its text."""

    text: str = Field(description="内容 / its text")


class DraftAsked(Asked):
    """从一个版本起草 / A draft is to be begun from a version."""

    base: DigestText = Field(description="从哪个版本起，SHA-256 / the digest of the version it begins from")
    title: Note = Field("", description="叫什么；不写就同原版 / what it is called; empty: as the version")


class TextAsked(Asked):
    """一个文件的新内容，写错了也照存 / The new text of a file; it is kept as it is, mistakes and all."""

    text: str = Field(
        max_length=1_000_000,
        pattern=r"^[^\x00]*$",
        description="YAML 全文 / the whole text, YAML",
        examples=["name: x\n"],
    )


class DropAsked(Asked):
    """放弃一份草稿 / A draft is dropped."""

    reason: Note = Field("", description="理由 / the reason")


class Mistake(FromRow):
    """草稿里一处写错的地方 / A mistake in a draft, at its place."""

    file: Place
    line: int = Field(description="第几行 / the line, from 1")
    column: int = Field(description="第几个字 / the column, from 1")
    level: str = Field(description="轻重 / error, warning or note")
    code: Code
    zh: Zh
    en: En
    do_zh: str = Field(description="怎么办，中文 / what to do, in Chinese")
    do_en: str = Field(description="怎么办，英文 / what to do, in English")


class Case(FromRow):
    """一个用例 / A case."""

    title: Title
    indicator: str | None = Field(description="哪项指标的；没有就是整份的 / of which indicator; null: of the whole")
    passed: bool = Field(description="通过 / whether it passes")
    file: Place
    line: int = Field(description="第几行 / the line, from 1")
    differences: list[dict[str, Any]] = Field(description="应为什么、算得什么 / what was expected, what was found")


class Check(FromRow):
    """草稿的检查：写错的地方和用例 / The checks of a draft: its mistakes and its cases."""

    mistakes: list[Mistake] = Field(description="写错的地方，最多 500 处 / its mistakes, 500 at most")
    mistakes_in_all: int = Field(description="一共几处 / how many there are")
    cases: list[Case] | None = Field(
        description="没通过的用例，最多 500 个；有错误算不了时没有 / "
        "the cases that fail, 500 at most; null: mistakes stand before"
    )
    cases_in_all: int | None = Field(description="一共几个用例 / how many cases there are")


class Standing(FromRow):
    """挡着发布的一处 / What stands against publishing."""

    code: Code
    place: str = Field(description="文件和行 / file and line")
    zh: Zh
    en: En


class Weighed(FromRow):
    """草稿现在的样子能不能提请发布 / Whether a draft, as it is now, could be asked to be published."""

    digest: Sha
    against: Sha | None
    same: bool = Field(description="与最近发布的一样 / whether it is what was published last")
    mistakes: list[Standing] = Field(description="要先改的，最多 500 处 / what is to be mended first, 500 at most")
    unproved: list[Standing] = Field(description="没能证明的，不挡 / what could not be proved; it does not block")


class PublicationAsked(Asked):
    """提请把看过的这些字节发布 / The bytes that were seen are asked to be published."""

    digest: DigestText = Field(description="看过的 digest，来自 GET / the digest that was seen, as GET told it")
    reason: Line = Field(description="理由，必填 / the reason, always")
    in_force: str = Field(
        json_schema_extra={"format": "date"}, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        description="施行日 / the day from which it is in force", examples=["2024-01-01"],
    )  # fmt: skip
    title: Note = Field("", description="叫什么；不写就同草稿 / what it is called; empty: as the draft")
