"""`youju regain`: all lost points or one indicator's, in words or as data."""

from __future__ import annotations

import json

from at_hand import SAMPLE
from click.testing import CliRunner

from youju.cli.main import cli


def run(*args: str) -> str:
    result = CliRunner().invoke(cli, ["regain", str(SAMPLE), *args])
    assert result.exit_code == 0, result.output
    return result.output


def test_without_an_indicator_all_that_lost_points_are_told() -> None:
    heads = [line.split("」")[0] for line in run().splitlines() if line.startswith("「")]

    assert ["「部门预算资金支出率", "「政府采购执行率", "「财务合规性", "「“三公”经费控制率"] == heads[:4]


def test_an_indicator_as_data_has_the_values_of_its_words() -> None:
    found = json.loads(run("公众或服务对象满意度", "--json"))["indicators"][0]
    change = found["ways"][0]["changes"][0]

    assert ("3", "1", True) == (found["target"], found["lost"], found["exact"])
    assert ("满意人数", "372", "380", "1") == tuple(change[key] for key in ("fact", "before", "after", "step"))
    assert run("公众或服务对象满意度").rstrip("\n") == found["text"]
