"""`youju ask`: the facts to ask for, on the screen or as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from youju.cli.asked import FILE, Asked, as_json, asked_of, in_language
from youju.cli.terminal import write_record

MOST = 12
"""Questions on a screen, unless more are asked for."""


@click.command("ask")
@click.argument("report", type=FILE)
@asked_of
@as_json
@in_language
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=MOST,
    metavar="N",
    show_default=True,
    help="最多列几项，牵动分数多的在前 / how many at most, those that move most points first",
)
def ask_command(report: Path, asked: Asked, as_json: bool, lang: str, most: int) -> None:
    """先问什么：哪些事实问清了总分就定，各种回答各得几分。 / What to ask so that the total is decided."""
    from youju.audit.words import printable
    from youju.cli.open import open_audit
    from youju.explain.ask import ask
    from youju.explain.ask_record import ask_record
    from youju.explain.tell.ask import rendered, told

    audit = open_audit(report, asked).audit
    found = ask(audit)
    if as_json:
        write_record(ask_record(audit, found))
        return
    for line in rendered(told(audit, found, most), lang).split("\n"):
        click.echo(printable(line))
