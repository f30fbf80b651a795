"""Rubrics, their versions, and the files of each."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from youju.desk import reading
from youju.desk.packs import unpack
from youju.source import CodedError
from youju.web.api.models import Digest, Name, Version, WholeVersion
from youju.web.api.problem import problems
from youju.web.visit import Visitor

ROUTER = APIRouter(prefix="/api/v1", tags=["rubrics"])
_YAML = {200: {"content": {"application/yaml": {"schema": {"type": "string"}}}}}


@ROUTER.get("/rubrics", responses=problems())
def rubrics(visit: Visitor) -> list[Version]:
    """The version of each rubric that was published last."""
    rows = reading.versions(visit.desk, visit.user)
    last = {row.rubric: Version.model_validate(row) for row in rows if row.state == "published"}
    return [last[name] for name in sorted(last)]


@ROUTER.get("/rubrics/{rubric}/versions", responses=problems())
def versions(visit: Visitor, rubric: Name) -> list[Version]:
    """Every version of a rubric, those asked for and refused too, in their order."""
    return [Version.model_validate(row) for row in reading.versions(visit.desk, visit.user, rubric)]


@ROUTER.get("/versions/{digest}", responses=problems(404))
def version(visit: Visitor, digest: Digest) -> WholeVersion:
    """A version with the paths of its files."""
    row = reading.version(visit.desk, visit.user, digest)
    _, files = unpack(visit.desk.store.blobs.get(digest))
    return WholeVersion(**Version.model_validate(row).model_dump(), files=sorted(files))


@ROUTER.get("/versions/{digest}/files/{path:path}", response_class=Response, responses={**problems(404), **_YAML})
def file(visit: Visitor, digest: Digest, path: Annotated[str, Path(max_length=200)]) -> Response:
    """A file of a version."""
    reading.version(visit.desk, visit.user, digest)
    _, files = unpack(visit.desk.store.blobs.get(digest))
    if path not in files:
        raise CodedError("not-found", "这一版没有这个文件", "this version has no such file")
    return Response(files[path], media_type="application/yaml")
