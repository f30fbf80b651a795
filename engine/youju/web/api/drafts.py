"""Drafts of rubrics: begun, edited a file at a time over the revision that was seen, checked, asked to be published."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from youju.desk import drafts, reading
from youju.desk.draft_files import DraftFile as Kept
from youju.desk.draft_files import DraftView, ask_of, file_of, view
from youju.desk.draft_saves import Conflict, save
from youju.desk.publishing import Asking, ask, weigh
from youju.desk.work import rubric as work
from youju.source import CodedError
from youju.web.api.conditional import IfMatch, IfNoneMatch, etag, is_same, seen_by
from youju.web.api.fields import MOST, AfterNumber, FilePath, Most, Number, RubricOnly
from youju.web.api.media import JSON
from youju.web.api.paging import Page, paged
from youju.web.api.problem import ConflictError, problems
from youju.web.api.rubric_models import (
    Case,
    Check,
    Draft,
    DraftAsked,
    DraftFile,
    DraftText,
    DropAsked,
    Mistake,
    PublicationAsked,
    Standing,
    TextAsked,
    Version,
    Weighed,
    WholeDraft,
)
from youju.web.asked import asked as worked
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(prefix="/api/v1/drafts", tags=["drafts"])
_TAG = {"ETag": {"description": "现在这一稿 / the revision of now", "schema": {"type": "string"}}}
_SAME: dict[int | str, dict[str, Any]] = {304: {"description": "没有变 / not changed"}}


@ROUTER.get("", responses=problems(404))
def list_drafts(visit: Visitor, rubric: RubricOnly = None, after: AfterNumber = None, limit: Most = 100) -> Page[Draft]:
    """在改的和已提请的草稿，新的在前 / Drafts that are edited or asked to be published, the newest first."""
    visit.require("look")
    found, then = paged(drafts.drafts_of(visit.desk, rubric), lambda one: one.id, after, limit)
    return Page(items=[Draft.model_validate(one) for one in found], next=then)


@ROUTER.post("", status_code=201, responses=problems(404, change=True), dependencies=[JSON])
def begin_draft(visit: Visitor, answer: Response, asked: DraftAsked) -> WholeDraft:
    """从一个版本起草 / Begins a draft from a version."""
    draft = drafts.begin(visit.desk, visit.user, asked.base, asked.title)
    answer.headers["Location"] = f"/api/v1/drafts/{draft}"
    return _whole(view(visit.desk, draft))


@ROUTER.get("/{draft}", responses=problems(404))
def get_draft(visit: Visitor, draft: Number) -> WholeDraft:
    """一份草稿和它的文件 / A draft with its files."""
    visit.require("look")
    return _whole(view(visit.desk, draft))


@ROUTER.post("/{draft}/drop", responses=problems(404, 409, change=True), dependencies=[JSON])
def drop_draft(visit: Visitor, draft: Number, asked: DropAsked) -> Draft:
    """放弃一份草稿；存过的还在记录里 / Drops a draft; what was saved in it stays on record."""
    drafts.drop(visit.desk, visit.user, draft, asked.reason)
    return Draft.model_validate(view(visit.desk, draft).draft)


@ROUTER.get("/{draft}/files/{path:path}", responses={**problems(404), **_SAME, 200: {"headers": _TAG}})
def get_draft_file(
    visit: Visitor, answer: Response, draft: Number, path: FilePath, if_none_match: IfNoneMatch = None
) -> DraftText:
    """草稿的一个文件，ETag 是这一稿的 / A file of a draft; its ETag tells the revision."""
    visit.require("look")
    file = file_of(visit.desk, draft, path)
    if file.text is None:
        raise CodedError("not-found", "草稿里没有这个文件", "the draft has no such file")
    if is_same(if_none_match, file.seen):
        return Response(status_code=304, headers={"ETag": etag(file.seen)})  # type: ignore[return-value]
    return _text(answer, file)


@ROUTER.put(
    "/{draft}/files/{path:path}",
    responses={**problems(404, 409, 412, 428, change=True), 200: {"headers": _TAG}},
    dependencies=[JSON],
)
def put_draft_file(
    visit: Visitor,
    answer: Response,
    draft: Number,
    path: FilePath,
    asked: TextAsked,
    if_match: IfMatch = None,
    if_none_match: IfNoneMatch = None,
) -> DraftText:
    """存一个文件，写错了也照存；别人先存了就是 412，两边的都在答复里 /
    Saves a file, mistakes and all; where somebody saved meanwhile it is 412, with both texts."""
    return _text(answer, _saved(visit, draft, path, asked.text, if_match, if_none_match))


@ROUTER.delete("/{draft}/files/{path:path}", status_code=204, responses=problems(404, 409, 412, 428))
def delete_draft_file(visit: Visitor, draft: Number, path: FilePath, if_match: IfMatch = None) -> None:
    """从草稿里去掉一个文件；存过的还在记录里 / Takes a file out of a draft; what was saved stays on record."""
    _saved(visit, draft, path, None, if_match, None)


@ROUTER.get("/{draft}/check", responses=problems(404))
def check_draft(visit: Visitor, draft: Number) -> Check:
    """草稿的检查和用例 / The mistakes of a draft, and the cases that fail."""
    visit.require("look")
    ask = ask_of(visit.desk, view(visit.desk, draft))
    mistakes, cases = worked(visit, work.lint, ask), None
    try:
        cases = worked(visit, work.cases, ask)
    except CodedError as error:
        if error.code != "draft-broken":
            raise
    failed = None if cases is None else [Case.model_validate(one) for one in cases if not one["passed"]][:MOST]
    return Check(
        mistakes=[Mistake.model_validate(one) for one in mistakes[:MOST]], mistakes_in_all=len(mistakes),
        cases=failed, cases_in_all=None if cases is None else len(cases),
    )  # fmt: skip


@ROUTER.get("/{draft}/publication", responses=problems(404))
def get_publication(visit: Visitor, draft: Number) -> Weighed:
    """草稿现在能不能提请发布，挡着的是什么 /
    Whether a draft could be asked to be published, and what stands against it."""
    visit.require("look")
    seen = weigh(visit.desk, draft)
    found = [[Standing.model_validate(one) for one in part[:MOST]] for part in (seen.mistakes, seen.unproved)]
    return Weighed(digest=seen.digest, against=seen.against, same=seen.same, mistakes=found[0], unproved=found[1])


@ROUTER.post("/{draft}/publication", status_code=201, responses=problems(404, 409, change=True), dependencies=[JSON])
def ask_for_publication(visit: Visitor, answer: Response, draft: Number, asked: PublicationAsked) -> Version:
    """提请把看过的这些字节发布，由另一人批准 /
    Asks for the bytes that were seen to be published; somebody else decides."""
    ask(visit.desk, visit.user, draft, Asking(asked.digest, asked.title, asked.reason, asked.in_force))
    answer.headers["Location"] = f"/api/v1/versions/{asked.digest}"
    return Version.model_validate(reading.version(visit.desk, visit.user, asked.digest))


def _saved(
    visit: Visit, draft: int, path: str, text: str | None, if_match: str | None, if_none_match: str | None
) -> Kept:
    """The file as it was saved. ConflictError `revision-changed` where it is no longer the one that was seen."""
    visit.require("draft")
    now = file_of(visit.desk, draft, path)
    seen = seen_by(if_match, if_none_match, now.text is not None, now.seen)
    made = save(visit.desk, visit.user, draft, path, text, seen)
    if isinstance(made, Conflict):
        theirs = made.theirs
        by = theirs.by or ""
        zh, en = f"{by} 刚才存了这个文件，没有盖掉", f"{by} has saved this file since: nothing was written over"
        now_is = {"etag": etag(theirs.seen), "text": theirs.text, "by": theirs.by, "at": theirs.at}
        raise ConflictError("revision-changed", zh, en, {**now_is, "merged": made.merged})
    return made


def _whole(shown: DraftView) -> WholeDraft:
    files = [DraftFile(**_about(one)) for one in shown.files.values()]
    return WholeDraft(**Draft.model_validate(shown.draft).model_dump(), files=files)


def _text(answer: Response, file: Kept) -> DraftText:
    answer.headers["ETag"] = etag(file.seen)
    return DraftText(**_about(file), text=file.text or "")


def _about(file: Kept) -> dict[str, Any]:
    return {
        "path": file.path, "etag": etag(file.seen), "changed": file.changed, "taken_out": file.text is None,
        "by": file.by, "at": file.at,
    }  # fmt: skip
