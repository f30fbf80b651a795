"""What parts of requests and answers are, each said once: its form, and what it means in both languages."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

LARGEST = 2**31 - 1
"""The greatest number of a record."""
MOST = 500
"""How many entries a page of a list has at most."""
_LINE = r"^[^\x00-\x1f]*[^\x00-\x1f\s][^\x00-\x1f]*$"

# Parts of addresses.
Number = Annotated[int, Path(ge=1, le=LARGEST, description="编号 / the number", examples=[7])]
Digest = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256")]
Name = Annotated[str, Path(pattern=r"^[A-Za-z0-9_.\-]{1,80}$", description="名称 / the name")]
FilePath = Annotated[
    str,
    Path(
        pattern=r"^(rubric\.yaml|(indicators|checks|cases|dictionary)/([\w-][\w. -]*/)*[\w-][\w. -]*\.yaml)$",
        max_length=200,
        description="评分标准文件夹里的路径 / the path in the folder of the rubric",
        examples=["rubric.yaml"],
    ),
]

# Parts of queries.
Most = Annotated[int, Query(ge=1, le=MOST, description="一页最多几条 / how many entries at most")]
After = Annotated[
    str | None,
    Query(
        pattern=r"^[\w.-]{1,80}$",
        description="上一页的 next：从它之后接着列 / the `next` of the page before: goes on behind it",
    ),
]
AfterNumber = Annotated[
    int | None,
    Query(
        ge=1, le=LARGEST, description="上一页的 next：从它之后接着列 / the `next` of the page before: goes on behind it"
    ),
]
Year = Annotated[int | None, Query(ge=1900, le=9999, description="只要这个年度的 / of this fiscal year only")]
RubricOnly = Annotated[
    str | None, Query(pattern="^[a-z0-9-]{1,64}$", description="只要这套评分标准的 / of this rubric only")
]
Language = Annotated[Literal["zh", "en"], Query(description="文件用的语言 / the language of the file")]
Side = Annotated[str, Query(pattern="^[0-9a-f]{64}$", description="一个版本的 SHA-256 / the digest of a version")]

# Parts of bodies.
Id = Annotated[int, Field(description="编号 / the number")]
Sha = Annotated[str, Field(description="内容的 SHA-256 / SHA-256 of the content")]
By = Annotated[str, Field(description="谁 / who: the name of an account")]
At = Annotated[str, Field(description="时刻 / when: ISO 8601, UTC", examples=["2024-03-01T08:30:00+00:00"])]
Zh = Annotated[str, Field(description="中文的话 / in Chinese")]
En = Annotated[str, Field(description="英文的话 / in English")]
Code = Annotated[
    str,
    Field(
        description="代码，说明在 /codes/代码 / a stable code, with a page at /codes/CODE", examples=["total-differs"]
    ),
]
Points = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$",
        description="精确的分数，写成文字 / exact points, as a text",
        examples=["8.5", "5/3"],
    ),
]
IndicatorName = Annotated[str, Field(description="指标的名称 / the name of an indicator")]
RubricName = Annotated[str, Field(description="评分标准的名称 / the name of a rubric")]
Title = Annotated[str, Field(description="叫什么 / what it is called")]
Place = Annotated[str, Field(description="评分标准文件夹里的路径 / a path in the folder of a rubric")]
Reason = Annotated[str, Field(description="理由 / the reason")]
Decision = Annotated[
    Literal["accept", "reject", "amend", "mute"],
    Field(description="属实、不实、改为、不再列出 / accept, reject, amend (facts only), mute (findings only)"),
]
State = Literal["waiting", "refused", "open", "closing", "closed"]
Line = Annotated[str, Field(pattern=_LINE, max_length=2000)]
"""Words on a line, not all of them blank."""
Note = Annotated[str, Field(pattern=r"^[^\x00-\x1f]*$", max_length=2000)]
"""Words on a line, or none."""


class FromRow(BaseModel):
    """An answer that is a row of the store."""

    model_config = ConfigDict(from_attributes=True)


class Asked(BaseModel):
    """A body that somebody sends: nothing in it that is not known."""

    model_config = ConfigDict(extra="forbid")
