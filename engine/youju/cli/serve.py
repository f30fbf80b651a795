"""`youju serve`: the workbench in a browser."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType

import click

from youju.cli.stored import needing_web, of_store


@click.command("serve")
@of_store
@click.option("--host", default="127.0.0.1", show_default=True, help="在哪个地址上听 / the address to listen at")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8642, show_default=True, help="端口，0 任选 / the port; 0: any"
)
@click.option(
    "--host-name",
    "names",
    multiple=True,
    metavar="NAME",
    help="别人用来访问的名称，可写多次 / a name that others ask for it by; may be repeated",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="审核用几个进程 / processes that audit",
)
@click.option("--open", "look", is_flag=True, help="在浏览器里打开 / open it in the browser")
def serve_command(
    folder: Path | None, database: str | None, host: str, port: int, names: tuple[str, ...], workers: int, look: bool
) -> None:
    """在浏览器里审核：启动工作台，Ctrl-C 停止。 / Serve the workbench until Ctrl-C."""
    with needing_web():
        from youju.store.places import usual_folder
        from youju.web.serving import serve

    def tell(address: str) -> None:
        click.echo(f"有据在 {address} ，Ctrl-C 停止 / serving, Ctrl-C ends it")
        if look:
            click.launch(address)

    signal.signal(signal.SIGTERM, _end)
    try:
        serve(folder or usual_folder(), database, host, port, workers, frozenset(names), tell)
    except KeyboardInterrupt:
        click.echo("已停止 / stopped")


def _end(_number: int, _frame: FrameType | None) -> None:
    """A server is told to end by SIGTERM where a person presses Ctrl-C."""
    raise KeyboardInterrupt
