"""What is served from other rooms: the pieces of an audit look here as they do on its page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Response

ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/pieces.css")
def pieces() -> Response:
    """The style of the pieces that `publish/html` makes."""
    return Response(_pieces(), media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})


@cache
def _pieces() -> bytes:
    return files("youju.publish.html").joinpath("pieces.css").read_bytes()
