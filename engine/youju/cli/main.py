"""The commands. Exit 0: done; 1: done, and something at or above what was asked to fail on; 2: input or usage."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from pathlib import Path
from typing import Any

import click

from youju import __version__
from youju.cli.account import account_group
from youju.cli.ask import ask_command
from youju.cli.asked import FILE, Asked, Wanted, as_json, asked_of, in_language, kept, written_out
from youju.cli.compare import compare_command
from youju.cli.corpus import corpus_command
from youju.cli.explain import explain_command
from youju.cli.explain_row import explain_row_command
from youju.cli.impact_table import impact_command
from youju.cli.journal import journal_group
from youju.cli.regain import regain_command
from youju.cli.rubric import rubric_group
from youju.cli.rule import rule_command
from youju.cli.score import score_command
from youju.cli.serve import serve_command
from youju.cli.store import store_group
from youju.cli.terminal import console_of, write_record
from youju.cli.verify import verify_command
from youju.cli.what_if import what_if_command
from youju.cli.why import why_command
from youju.cli.why_not import why_not_command

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="youju", help="显示版本 / show the version")
@click.option("-v", "--verbose", count=True, help="显示日志（-vv 更细）/ show the log (-vv: more)")
@click.option("--log-json", is_flag=True, help="日志用 JSON 行 / the log as JSON lines")
def cli(verbose: int, log_json: bool) -> None:
    """有据：审核部门整体支出绩效自评报告，每一分都有依据。

    Audits a department's scored self-evaluation and explains every point.
    """
    from youju.cli.log import set_up

    set_up(verbose, log_json)


@cli.command("audit")
@click.argument("report", type=FILE)
@asked_of
@as_json
@in_language
@click.option(
    "--fail-on",
    type=click.Choice(["none", "P0", "P1", "P2"]),
    default="none",
    help="有不低于此级别的疑点时退出码为 1 / exit 1 with a finding at or above this level",
)
@kept
@written_out
def audit_command(
    report: Path, asked: Asked, as_json: bool, lang: str, fail_on: str, journal: Path | None, wanted: Wanted
) -> None:
    """审核一份报告：得分树、失分、疑点、需补充的资料。 / Audit a report."""
    from youju.cli.open import open_audit

    if as_json and wanted.folder is not None:
        raise click.UsageError("--out 已写出 audit.json，不与 --json 同用 / --out writes audit.json: leave out --json")
    earlier = None
    if wanted.baseline is not None:
        from youju.cli.baseline import open_baseline

        earlier = open_baseline(wanted.baseline)
    journal_kept = None
    if journal is not None:
        from youju.cli.keep import journal_of

        journal_kept = journal_of(journal)
    opened = open_audit(report, asked)
    head = None if journal_kept is None else journal_kept.audited(opened.audit)
    if wanted.folder is not None:
        from youju.cli.out import write_out

        written = write_out(opened.audit, wanted.folder, lang, wanted.force, earlier, head)
        head = None if journal_kept is None else journal_kept.exported(opened.audit, written)
    elif as_json:
        from youju.audit.record import to_record

        write_record(to_record(opened.audit))
    else:
        from youju.cli.screen import show_audit

        show_audit(console_of(), opened, lang, _command(), str(report), asked.typed())
    if earlier is not None and not as_json:
        from youju.cli.baseline import show_change

        show_change(opened.audit, earlier, lang)
    if head is not None:
        from youju.cli.keep import tell_head

        tell_head(head, aside=as_json)
    if fail_on != "none" and any(finding.level <= fail_on for finding in opened.audit.findings):
        raise SystemExit(1)


@cli.command("graph")
@click.argument("report", type=FILE)
@click.option("--indicator", metavar="INDICATOR", help="只画这项指标和它的依据 / this indicator with its evidence")
@click.option(
    "--format",
    "form",
    type=click.Choice(["svg", "dot", "mermaid", "graphml", "prov-json"]),
    help="格式；不写就看 --output 的后缀，再不然是 svg / the format; else by the suffix of --output, else svg",
)
@click.option("--output", type=FILE, metavar="FILE", help="写到文件；不写就到屏幕 / to a file, else to the screen")
@click.option("--force", is_flag=True, help="文件已有时覆盖 / write over a file that is there")
@click.option("--all", "whole", is_flag=True, help="不限一项时画出每个节点 / without an indicator draw every node")
@asked_of
@in_language
@kept
def graph_command(
    report: Path,
    asked: Asked,
    indicator: str | None,
    form: Any,
    output: Path | None,
    force: bool,
    whole: bool,
    lang: str,
    journal: Path | None,
) -> None:
    """从原文到得分的图：一项指标的依据，或全部的合计。 / From quotes to points as a graph."""
    from youju.cli.graph import form_asked, run_graph
    from youju.cli.keep import keep_export
    from youju.cli.open import open_audit

    form = form_asked(form, output)
    keep = keep_export(journal, output, "--output")
    audit = open_audit(report, asked).audit
    run_graph(audit, form, indicator, whole, lang, output, force)
    keep(audit)


@cli.command("facts")
@click.argument("report", type=FILE)
@asked_of
@as_json
@in_language
@click.option(
    "--unmatched",
    is_flag=True,
    help="只列各指标段落里没有读进事实或自评的数 / only the figures that nothing was read from",
)
@click.option("--xlsx", type=FILE, metavar="FILE", help="导出可更正的 Excel 表 / write a sheet to correct")
@click.option("--force", is_flag=True, help="覆盖已有的文件 / write over a file that is there")
@click.option(
    "--marked",
    type=FILE,
    metavar="FILE",
    help="录入有错时，错处写在这份副本的批注里 / mistakes as comments of a copy",
)
@kept
def facts_command(
    report: Path,
    asked: Asked,
    as_json: bool,
    lang: str,
    unmatched: bool,
    xlsx: Path | None,
    force: bool,
    marked: Path | None,
    journal: Path | None,
) -> None:
    """报告里读到的每个事实：取值、原文、位置。 / Every fact read from the report, with its quotes."""
    from youju.cli.facts import facts_record, show_facts, write_sheet
    from youju.cli.keep import keep_export
    from youju.cli.open import open_audit
    from youju.cli.unmatched import show_unmatched, unmatched_record

    keep = keep_export(journal, xlsx, "--xlsx")
    opened = open_audit(report, asked, marked)
    if xlsx is not None:
        write_sheet(xlsx, opened.audit, force)
        keep(opened.audit)
    elif as_json:
        write_record((unmatched_record if unmatched else facts_record)(opened.audit))
    elif unmatched:
        show_unmatched(console_of(), opened.audit, lang)
    else:
        show_facts(console_of(), opened.audit, lang)


@cli.command("conflicts")
@click.argument("report", type=FILE)
@asked_of
@as_json
@in_language
def conflicts_command(report: Path, asked: Asked, as_json: bool, lang: str) -> None:
    """前后不一的事实：各种说法各得几分，哪个数能对上。 / Conflicts: what each value gives, what would reconcile it."""
    from youju.cli.open import open_audit
    from youju.explain.conflict_words import conflicts_record, render_conflicts
    from youju.explain.conflicts import conflicts

    audit = open_audit(report, asked).audit
    found = conflicts(audit)
    if as_json:
        write_record(conflicts_record(audit, found))
    else:
        click.echo(render_conflicts(audit, found, lang))


@cli.command("check")
@click.argument("report", type=FILE)
@asked_of
@as_json
@in_language
@click.option("--all", "whole", is_flag=True, help="相符的也列出 / list those that agree, too")
@click.option(
    "--fail-on", type=click.Choice(["none", "fails"]), default="none", help="有不符的退出码为 1 / exit 1 if any differ"
)
def check_command(report: Path, asked: Asked, as_json: bool, lang: str, whole: bool, fail_on: str) -> None:
    """数据勾稽：文中的合计、比率、增减是否对得上。 / Whether the figures of the text agree with each other."""
    from youju.cli.check import asked_relations, check_record, show_relations
    from youju.cli.open import open_audit

    audit = open_audit(report, asked).audit
    relations = asked_relations(audit, whole)
    if as_json:
        write_record(check_record(audit, relations))
    else:
        show_relations(console_of(), audit, relations, lang)
    if fail_on == "fails" and any(one.verdict == "fails" for one in audit.relations):
        raise SystemExit(1)


@cli.command("eval")
@click.argument("words", nargs=-1, metavar="[EXPR] [NAME=VALUE]...")
@click.option("--stdin", "from_stdin", is_flag=True, help="从标准输入读，一行一式 / an expression a line, from stdin")
@click.option("--json", "as_json", is_flag=True, help="每式输出一行 JSON / a line of JSON an expression")
def eval_command(words: tuple[str, ...], from_stdin: bool, as_json: bool) -> None:
    """算一个表达式：名称没给值的为未知。 / Work out an expression; a name without a value is unknown."""
    from youju.cli.eval import run_eval

    run_eval(words, from_stdin, as_json)


@cli.command("code")
@click.argument("code")
@click.option("--rubric", metavar="NAME|DIR", help="也查这份评分标准的检查 / look at the checks of this rubric too")
def code_command(code: str, rubric: str | None) -> None:
    """一个代码的说明：是什么、怎么办、错例与对例。 / The page of a code."""
    from youju.cli.code import explain_code

    click.echo(explain_code(code, rubric))


cli.add_command(account_group)
cli.add_command(ask_command)
cli.add_command(compare_command)
cli.add_command(corpus_command)
cli.add_command(explain_command)
cli.add_command(impact_command)
cli.add_command(explain_row_command)
cli.add_command(journal_group)
cli.add_command(regain_command)
cli.add_command(rubric_group)
cli.add_command(rule_command)
cli.add_command(score_command)
cli.add_command(serve_command)
cli.add_command(store_group)
cli.add_command(verify_command)
cli.add_command(what_if_command)
cli.add_command(why_command)
cli.add_command(why_not_command)


def main() -> None:
    """The console script: whatever goes wrong is a sentence, never a traceback."""
    # Most of what a command makes lives until it ends: looking for garbage so often is a tenth of its time.
    gc.set_threshold(200_000)
    try:
        from youju.cli.errors import guarded

        status = guarded(lambda: cli.main(standalone_mode=False))
    except KeyboardInterrupt:
        # While the program was still being loaded; later ones are told by `guarded`.
        sys.stderr.write("已中断 / interrupted\n")
        status = 2
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, AttributeError):
            # A closed stream is None, a full disk an error: nothing is left to tell it to.
            stream.flush()
    # durable_rules keeps the process alive at exit; all is written by now.
    os._exit(status)


def _command() -> str:
    """How to call this command again: by its name where it is on the path, else as it was called."""
    import shutil

    return "youju" if shutil.which("youju") else os.path.relpath(sys.argv[0])


if __name__ == "__main__":
    main()
