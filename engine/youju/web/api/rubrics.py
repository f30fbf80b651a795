"""Rubrics, their versions and files, what versions change, and deciding on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from youju.desk import reading
from youju.desk.effects import Comparison
from youju.desk.impact import Moved, begin, cancel, effect_of
from youju.desk.packs import require_of, unpack, zipped
from youju.desk.publishing import decide, difference
from youju.source import CodedError, fraction_text
from youju.web.api import rubric_models as told
from youju.web.api.fields import MOST, After, AfterNumber, Digest, FilePath, Most, Name, RubricOnly, Side
from youju.web.api.media import JSON
from youju.web.api.paging import Page, paged
from youju.web.api.problem import bytes_as, problems
from youju.web.api.rubric_models import DecisionAsked, Difference, Effect, NotJudged, Turned, Version, WholeVersion
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(prefix="/api/v1", tags=["rubrics"])
StateOnly = Annotated[
    Literal["asked", "published", "refused", "withdrawn"] | None,
    Query(description="只要这样的 / only those that stand so"),
]


@ROUTER.get("/rubrics", responses=problems(404))
def list_rubrics(visit: Visitor, after: After = None, limit: Most = 100) -> Page[Version]:
    """每套评分标准最近发布的版本 / The version of each rubric that was published last."""
    rows = reading.versions(visit.desk, visit.user)
    last = {row.rubric: row for row in rows if row.state == "published"}
    found, then = paged([last[name] for name in sorted(last)], lambda row: row.rubric, after, limit)
    return Page(items=[Version.model_validate(row) for row in found], next=then)


@ROUTER.get("/versions", responses=problems(404))
def list_versions(
    visit: Visitor, state: StateOnly = None, rubric: RubricOnly = None, after: After = None, limit: Most = 100
) -> Page[Version]:
    """各版本，按提请的先后；等批准的是 state=asked / Versions in their order; those to decide on are `state=asked`."""
    rows = [row for row in reading.versions(visit.desk, visit.user, rubric) if state in (None, row.state)]
    found, then = paged(rows, lambda row: row.digest, after, limit)
    return Page(items=[Version.model_validate(row) for row in found], next=then)


@ROUTER.get("/versions/{digest}", responses=problems(404))
def get_version(visit: Visitor, digest: Digest) -> WholeVersion:
    """一个版本和它的文件 / A version with the paths of its files."""
    row = reading.version(visit.desk, visit.user, digest)
    _, files = unpack(visit.desk.store.blobs.get(digest))
    return WholeVersion(**Version.model_validate(row).model_dump(), files=sorted(files))


@ROUTER.get(
    "/versions/{digest}/files/{path:path}",
    response_class=Response,
    responses={**problems(404), **bytes_as("application/yaml")},
)
def get_version_file(visit: Visitor, digest: Digest, path: FilePath) -> Response:
    """一个版本的一个文件 / A file of a version."""
    reading.version(visit.desk, visit.user, digest)
    _, files = unpack(visit.desk.store.blobs.get(digest))
    if path not in files:
        raise CodedError("not-found", "这一版没有这个文件", "this version has no such file")
    return Response(files[path], media_type="application/yaml")


@ROUTER.get(
    "/versions/{digest}/archive", response_class=Response, responses={**problems(404), **bytes_as("application/zip")}
)
def get_version_archive(visit: Visitor, digest: Digest) -> Response:
    """一个版本的全部文件，打成 zip / All files of a version, packed as zip."""
    row = reading.version(visit.desk, visit.user, digest)
    name = f"{row.rubric}-{digest[:8]}.zip"
    attached = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(zipped(visit.desk.store.blobs.get(digest)), media_type="application/zip", headers=attached)


@ROUTER.post("/versions/{digest}/decision", responses=problems(404, 409, change=True), dependencies=[JSON])
def decide_version(visit: Visitor, digest: Digest, asked: DecisionAsked) -> Version:
    """批准发布或退回；不能是自己提请或改过的 /
    Publishes a version or refuses it; never what one asked for or wrote in oneself."""
    visit.require("publish")
    reading.version(visit.desk, visit.user, digest)
    decide(visit.desk, visit.user, digest, asked.publish, asked.reason)
    return Version.model_validate(reading.version(visit.desk, visit.user, digest))


@ROUTER.get("/rubrics/{rubric}/difference", responses=problems(404))
def get_difference(visit: Visitor, rubric: Name, old: Side, new: Side) -> Difference:
    """两个版本差在哪里，用话说 / How two versions differ, in words; a draft's digest is one too."""
    _require_both(visit, rubric, old, new)
    return Difference.model_validate(difference(visit.desk, old, new))


@ROUTER.get("/rubrics/{rubric}/effect", responses=problems(404))
def get_effect(
    visit: Visitor, rubric: Name, old: Side, new: Side, after: AfterNumber = None, limit: Most = 100
) -> Effect:
    """换成另一版，哪些审核的分数会变，算到哪里说到哪里 /
    Whom another version would move, as far as it has been worked out."""
    return _effect(visit, _comparison(visit, rubric, old, new), after, limit)


@ROUTER.post("/rubrics/{rubric}/effect", status_code=202, responses=problems(404))
def begin_effect(visit: Visitor, rubric: Name, old: Side, new: Side) -> Effect:
    """开始一份一份地算，马上答复；已算过的不再算 /
    Begins to judge the audits one by one and answers at once; what is known is not worked out again."""
    visit.require("draft")
    comparison = _comparison(visit, rubric, old, new)
    begin(visit.desk, visit.user, comparison)
    return _effect(visit, comparison, None, 100)


@ROUTER.delete("/rubrics/{rubric}/effect", status_code=204, responses=problems(404))
def cancel_effect(visit: Visitor, rubric: Name, old: Side, new: Side) -> None:
    """不再往下算，算过的留着 / Judges no further audit; what is known stays."""
    visit.require("draft")
    cancel(visit.desk, visit.user, _comparison(visit, rubric, old, new))


def _comparison(visit: Visit, rubric: str, old: str, new: str) -> Comparison:
    _require_both(visit, rubric, old, new)
    return Comparison(rubric, old, new)


def _effect(visit: Visit, comparison: Comparison, after: int | None, limit: int) -> Effect:
    found = effect_of(visit.desk, visit.user, comparison)
    moves, then = paged((*found.under.movers, *found.others.movers), lambda one: one.audit, after, limit)
    unread = [NotJudged.model_validate(one) for one in found.unread[:MOST]]
    return Effect(
        items=[_moved(one) for one in moves], next=then, unread=unread, all=found.all, left=found.left,
        running=found.running,
    )  # fmt: skip


def _require_both(visit: Visit, rubric: str, *digests: str) -> None:
    visit.require("look")
    for digest in digests:
        require_of(visit.desk.store.blobs, digest, rubric)


def _moved(one: Moved) -> told.Moved:
    points = {name: fraction_text(getattr(one, name)) for name in ("before", "after", "change")}
    return told.Moved(
        audit=one.audit, name=one.name, year=one.year, version=one.version, under=one.under, **points,
        turns=list(_turns(one)),
    )  # fmt: skip


def _turns(one: Moved) -> Iterator[Turned]:
    for turn in one.turns:
        sides = [None if side is None else fraction_text(side) for side in (turn.before, turn.after)]
        yield Turned(
            indicator=turn.indicator, zh=turn.zh, en=turn.en, before=sides[0], after=sides[1],
            change=fraction_text(turn.change),
        )  # fmt: skip
