"""`youju explain`: what is to be said of one indicator or of all, and its certificate."""

from __future__ import annotations

from pathlib import Path

import click

from youju.cli.asked import FILE, Asked, asked_of, in_language, kept


@click.command("explain")
@click.argument("report", type=FILE)
@click.argument("indicator", required=False)
@asked_of
@in_language
@kept
@click.option(
    "--certificate", type=FILE, metavar="FILE", help="写出可以独立核验的说明凭证 / write a certificate to be verified"
)
@click.option("--force", is_flag=True, help="覆盖已有的文件 / write over a file that is there")
def explain_command(
    report: Path,
    indicator: str | None,
    asked: Asked,
    lang: str,
    journal: Path | None,
    certificate: Path | None,
    force: bool,
) -> None:
    """一项或全部指标的说明：凭什么、差多少；可写成凭证。 / Explain indicators, in a certificate if asked."""
    from youju.cli.files import put_new
    from youju.cli.keep import journal_of, tell_head
    from youju.cli.open import asked_indicator, open_audit
    from youju.cli.terminal import show_text
    from youju.explain.certify import certify, explained
    from youju.explain.regain import regain
    from youju.explain.render import written
    from youju.explain.tell import short
    from youju.explain.tell.regain import tell_regain
    from youju.explain.why import why
    from youju.source import canonical

    if journal is not None and certificate is None:
        raise click.UsageError("--journal 记写出的凭证，请加 --certificate / --journal needs --certificate")
    keeping = journal_of(journal)
    audit = open_audit(report, asked).audit
    wanted = list(audit.rubric.indicators) if indicator is None else [asked_indicator(audit.rubric, indicator)]
    if certificate is None:
        told = ((*short(why(audit, name)), *tell_regain(audit, regain(audit, name))[1:]) for name in wanted)
        show_text("\n\n".join(written(sentences, lang) for sentences in told))
        return
    every = [explained(audit, name) for name in wanted]
    record = certify(audit, every)
    put_new(certificate, canonical(record), force)
    zh = f"已写出 {len(every)} 项指标的说明凭证：{certificate}"
    click.echo(zh if lang == "zh" else f"the certificate of {len(every)} indicators is in {certificate}")
    if keeping is not None:
        tell_head(keeping.exported(audit, [certificate], record["digest"]))
