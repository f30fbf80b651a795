"""The server of one process: uvicorn over an app."""

from __future__ import annotations

from pathlib import Path

import uvicorn

from youju.desk.desk import open_desk
from youju.web.app import make_app


def serve(folder: Path, url: str | None, host: str, port: int, workers: int) -> None:
    """Serves the workbench of a store until it is told to stop."""
    desk = open_desk(folder, url, workers)
    try:
        uvicorn.run(make_app(desk), host=host, port=port, log_level="warning", server_header=False)
    finally:
        desk.close()
