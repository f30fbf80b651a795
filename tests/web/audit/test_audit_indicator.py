"""One indicator's page says what the terminal says."""

from __future__ import annotations

import json

import pytest
from audit_kit import Workbench, words

from youju.audit import Audit
from youju.audit.graph import graph_of
from youju.audit.words import points_text
from youju.explain.regain import regain
from youju.explain.tell.regain import regain_text
from youju.explain.tell.why_not import ALL, Contrast, why_not_text, worths_of
from youju.feel import read_number
from youju.publish.code_page import known_codes, page_of
from youju.publish.graph import written
from youju.publish.graph.select import part_of

INDICATORS = ("procurement-rate", "project-punctuality", "transfer-timeliness", "bonus", "carryover-rate")


def told(page: object, within: str) -> list[str]:
    return [words(one) for one in page.xpath(f"{within}//p")]  # type: ignore[attr-defined]


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n")]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("indicator", INDICATORS)
def test_why_not_is_what_the_terminal_says(
    workbench: Workbench, sample_audit: Audit, indicator: str, lang: str
) -> None:
    at = f"/audits/{workbench.text}/indicators/{indicator}?lang={lang}"
    for asked in ("", "1", "0"):
        contrast = Contrast(points=read_number(asked)) if asked else ALL
        page = workbench.page(f"{at}&points={asked}")

        assert lines(why_not_text(sample_audit, indicator, contrast, lang)) == told(page, "//*[@id='answer']")


@pytest.mark.parametrize("indicator", INDICATORS)
def test_regain_is_what_the_terminal_says_without_its_head(
    workbench: Workbench, sample_audit: Audit, indicator: str
) -> None:
    page = workbench.page(f"/audits/{workbench.text}/indicators/{indicator}")
    expected = lines(regain_text(sample_audit, regain(sample_audit, indicator), "zh"))[1:]

    assert expected == told(page, "//h2[@id='regain']/following-sibling::div[1]")


def test_other_points_that_its_rules_give_can_be_asked_for_at_a_click(
    workbench: Workbench, sample_audit: Audit
) -> None:
    page = workbench.page(f"/audits/{workbench.text}/indicators/carryover-rate")
    row = sample_audit.ledger.row("carryover-rate")
    others = [points_text(worth) for worth in worths_of(sample_audit, "carryover-rate") if worth != row.points]

    assert [f"{other} 分？" for other in others] == [words(one) for one in page.xpath("//a[@class='chip']")]
    assert others


def test_what_is_no_points_and_no_rule_is_told_in_place(workbench: Workbench) -> None:
    page = workbench.page(f"/audits/{workbench.text}/indicators/procurement-rate?points=many")

    assert "over-plan" in told(page, "//*[@id='answer']")[0]


def test_the_graph_has_the_nodes_and_edges_of_the_part(workbench: Workbench, sample_audit: Audit) -> None:
    at = f"/audits/{workbench.text}/indicators/procurement-rate"
    part = part_of(graph_of(sample_audit), sample_audit, "procurement-rate")
    page = workbench.page(f"{at}/graph")
    data = json.loads(page.xpath("//script[@id='graph-data']/text()")[0])

    assert (len(part), part.number_of_edges()) == (len(data["nodes"]), len(data["edges"]))
    assert part.number_of_edges() == len(page.xpath("//details//li"))
    assert written(sample_audit, "svg", "procurement-rate") == workbench.client.get(f"{at}/graph.svg").content


def test_every_indicator_has_its_page_and_its_rules(workbench: Workbench, sample_audit: Audit) -> None:
    for name, indicator in sample_audit.rubric.indicators.items():
        page = workbench.page(f"/audits/{workbench.text}/indicators/{name}")
        shown = page.xpath("//h2[@id='card']/following-sibling::div[1]//tr/td[last()]/code/text()")

        assert [rule.id for rule in indicator.rules] == shown


def test_its_findings_lead_to_pages_of_codes(workbench: Workbench) -> None:
    findings = workbench.page(f"/audits/{workbench.text}/indicators/procurement-rate").xpath("//li[@id]")
    codes = [link for one in findings for link in one.xpath("./a/@href") if link.startswith("/codes/")]

    assert ["/codes/claim-too-high"] == codes
    assert "claim-too-high" == words(workbench.page(codes[0]).xpath("//h1")[0])


def test_every_code_has_its_page_whose_links_lead_to_pages(workbench: Workbench) -> None:
    for code in known_codes():
        page = workbench.page(f"/codes/{code}")
        links = page.xpath("//article//a/@href")

        assert code == words(page.xpath("//h1")[0])
        assert [] == [link for link in links if page_of(link.removeprefix("/codes/")) is None]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/audits/{at}/indicators/no-such", "indicator-not-found"),
        ("/audits/{at}/indicators/no-such/graph", "indicator-not-found"),
        ("/codes/no-such", "code-not-found"),
        ("/codes/README", "code-not-found"),
    ],
)
def test_what_is_not_there_is_told_by_its_code(workbench: Workbench, address: str, code: str) -> None:
    assert code == workbench.page(address.format(at=workbench.text), 404).xpath("//main//code")[0].text
