"""What people read when something is wrong: one sentence, its code, and an exit status."""

from __future__ import annotations

from collections.abc import Callable

import click

from youju.feel import FeelError
from youju.ledger import LawError
from youju.report import ReportError
from youju.source import CodedError, RefusedError

USAGE = 2


def guarded(run: Callable[[], object]) -> int:
    """Runs a command and returns its exit status; what it raises is told on standard error."""
    try:
        run()
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        return _tell("已中断 / interrupted")
    except BrokenPipeError:
        return 0
    except RefusedError as error:
        for diagnostic in error.diagnostics:
            click.echo(diagnostic.line(), err=True)
        return _tell(
            f"评分标准或词典有 {len(error.diagnostics)} 处错误，没有使用 / the rules have mistakes and were not used"
        )
    except (CodedError, ReportError) as error:
        return _tell(f"{error.code}：{error.zh} / {error.en}")
    except FeelError as error:
        return _tell(f"{error.problem.code}：{error.problem.zh} / {error.problem.en}")
    except LawError as error:
        return _tell(f"ledger-law：账不平，没有给出分数：{error} / the ledger breaks a law, so there is no score")
    except MemoryError:
        return _tell("内存不足，没有完成 / out of memory, not finished")
    except Exception as error:  # noqa: BLE001 - the last net: a sentence for people, the traceback for the log
        from loguru import logger

        logger.opt(exception=error).debug("unexpected")
        zh = f"程序内部出错（{type(error).__name__}），没有结果；请用 -vv 重跑并反馈"
        return _tell(f"internal：{zh} / internal error, no result; run with -vv and tell us")
    return 0


def _tell(sentence: str) -> int:
    click.echo(sentence, err=True)
    return USAGE
