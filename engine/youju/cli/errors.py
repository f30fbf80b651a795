"""What people read when something is wrong: one sentence, its code, and an exit status."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable

import click

USAGE = 2


def guarded(run: Callable[[], object]) -> int:
    """Runs a command and returns its exit status; what it raises is told on standard error."""
    try:
        if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison] - closed before the start
            return _tell("写不出结果：标准输出已关闭 / the result cannot be written: standard output is closed")
        run()
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else USAGE
    except click.UsageError as error:
        from youju.cli.usage import usage_told

        for line in usage_told(error):
            _say(line)
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        return _tell("已中断 / interrupted")
    except BrokenPipeError:
        return 0
    except (OSError, UnicodeEncodeError, AttributeError) as error:
        if _standard_output_works():
            return _internal(error)
        return _tell("写不出结果：标准输出已关闭、已满或不认汉字 / the result cannot be written to standard output")
    except MemoryError:
        return _tell("内存不足，没有完成 / out of memory, not finished")
    except Exception as error:  # noqa: BLE001 - the last net: a sentence for people, the traceback for the log
        return _told(error)
    return 0


def _told(error: Exception) -> int:
    """What the rooms raise for people to read. They are loaded by now, and were not before: `--help` needs none."""
    from youju.feel import FeelError
    from youju.ledger import LawError
    from youju.report import ReportError
    from youju.source import CodedError, RefusedError

    if isinstance(error, RefusedError):
        from youju.cli.refused import refused

        for line in refused(error):
            _say(line)
        return USAGE
    if isinstance(error, (CodedError, ReportError)):
        return _tell(f"{error.code}：{error.zh} / {error.en}")
    if isinstance(error, FeelError):
        return _tell(f"{error.problem.code}：{error.problem.zh} / {error.problem.en}")
    if isinstance(error, LawError):
        return _tell(f"ledger-law：账不平，没有给出分数：{error} / the ledger breaks a law, so there is no score")
    return _internal(error)


def _internal(error: Exception) -> int:
    from youju.source.log import loud

    loud().opt(exception=error).debug("unexpected")
    zh = f"程序内部出错（{type(error).__name__}），没有结果；请用 -vv 重跑并反馈"
    return _tell(f"internal：{zh} / internal error, no result; run with -vv and tell us")


def _standard_output_works() -> bool:
    try:
        sys.stdout.write("")
        sys.stdout.flush()
        "有据".encode(sys.stdout.encoding or "ascii")
    except (OSError, UnicodeEncodeError, AttributeError, ValueError):
        return False
    return True


def _tell(sentence: str) -> int:
    _say(sentence)
    return USAGE


def _say(sentence: str) -> None:
    from youju.audit.words import printable

    # Names and paths in a sentence may hold anything; standard error may be closed.
    with contextlib.suppress(OSError, AttributeError):
        click.echo(printable(sentence), err=True)
