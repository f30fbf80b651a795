"""The description of the API (OpenAPI 3.1): what FastAPI makes of its functions, who may ask, what problems are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from youju import __version__
from youju.web.api.problem import Problem

_ABOUT = """有据工作台的接口：纯 JSON，带令牌。分数是精确的文字（`8.5`、`5/3`），时刻是 UTC 的 ISO 8601，
摘要是 SHA-256。列表一页一页地给：把 `next` 当作 `after` 再问。
出错是 `application/problem+json`（RFC 9457），代码不变，各有一页说明。

The API of the youju workbench: plain JSON, with a token. Points are exact texts (`8.5`, `5/3`), moments ISO 8601
in UTC, digests SHA-256. Lists come a page at a time: give `next` as `after`. What goes wrong is told as
`application/problem+json` (RFC 9457) with a stable code that has a page."""
_BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "“我的设置”里建的令牌，权限是账号当时的角色 / "
    "a token made under “My settings”; it may what its account may today",
}
_TAGS = {
    "audits": "审核 / audits and their runs",
    "jobs": "交报告 / reports handed in",
    "rulings": "裁定和办结 / rulings, and closing",
    "papers": "文件、要问的、如果、历史 / files, questions, what if, history",
    "rubrics": "评分标准和版本 / rubrics and their versions",
    "drafts": "草稿 / drafts of rubrics",
    "store": "存储 / the store",
}


def described(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """What makes the description of an application, once."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _made(app)
        return app.openapi_schema

    return openapi


def _made(app: FastAPI) -> dict[str, Any]:
    tags = [{"name": name, "description": words} for name, words in _TAGS.items()]
    made = get_openapi(title=app.title, version=__version__, description=_ABOUT, routes=app.routes, tags=tags)
    parts = made["components"]
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    parts["schemas"] |= {**problem.pop("$defs"), "Problem": problem}
    parts["securitySchemes"] = {"token": _BEARER}
    made["security"] = [{"token": []}]
    for operation in operations(made):
        for parameter in operation.get("parameters", ()):
            parameter["schema"] = _given(parameter["schema"])
        operation["summary"] = operation["description"].partition(" /")[0]
    for schema in parts["schemas"].values():
        if schema["title"].startswith("Body_"):
            schema["properties"] = {name: _given(part) for name, part in schema["properties"].items()}
    return made


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    """What a part is where it is given: in an address, a header or a form it is left out, never null."""
    wanted = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(wanted) != 1:
        return schema
    return {**{name: said for name, said in schema.items() if name != "anyOf"}, **wanted[0]}


def operations(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operation of a description."""
    for path in made["paths"].values():
        yield from path.values()
