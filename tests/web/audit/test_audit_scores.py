"""The scores of an audit: what is shown is what the record says, filtered as it says."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import chain, combinations
from typing import Any

import pytest
from audit_kit import Workbench, cell, rows, words

from youju.audit.words import points_text

FILTERS = ("lost", "contradicted", "missing", "risk")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Words of the report, of the rubric, of people, and the switch to the other language.
DATA = "//*[@id='text' or @class='who']|//q|//*[contains(@class, 'why')]|//a[@lang]"


def is_asked_for(one: dict[str, Any], name: str) -> bool:
    """The filters once more, from the record."""
    points, adjusts = Fraction(one["points"]), one["section"] == "adjustment"
    return {
        "lost": not adjusts and one["support"] is not None and points < Fraction(one["effective_weight"]),
        "contradicted": one["support"] == "contradicted",
        "missing": one["support"] == "missing_input" or one["status"] == "undetermined",
        "risk": Fraction(one["low"]) != points,
    }[name]


def test_points_are_those_of_the_record(workbench: Workbench) -> None:
    record, page = workbench.record(workbench.text), workbench.page(f"/audits/{workbench.text}")
    expected = {
        one["id"]: "不适用" if one["support"] is None else points_text(Fraction(one["points"]))
        for one in record["indicators"]
    }

    assert expected == {name: cell(row, "points") for name, row in rows(page).items()}


def test_lost_points_are_flagged_with_their_amount(workbench: Workbench) -> None:
    record, page = workbench.record(workbench.text), workbench.page(f"/audits/{workbench.text}")
    lost = {
        one["id"]: f"▼ {points_text(Fraction(one['effective_weight']) - Fraction(one['points']))}"
        for one in record["indicators"]
        if is_asked_for(one, "lost")
    }

    assert lost == {name: cell(row, "lost") for name, row in rows(page).items() if cell(row, "lost")}
    assert lost


@pytest.mark.parametrize("audit", ["text", "pdf"])
def test_filters_show_the_rows_that_the_record_says(workbench: Workbench, audit: str) -> None:
    at = getattr(workbench, audit)
    indicators = workbench.record(at)["indicators"]
    for chosen in chain.from_iterable(combinations(FILTERS, count) for count in range(len(FILTERS) + 1)):
        for section in ("", "budgeting"):
            expected = [
                one["id"]
                for one in indicators
                if section in ("", one["section"]) and (not chosen or any(is_asked_for(one, name) for name in chosen))
            ]
            page = workbench.page(f"/audits/{at}?show={','.join(chosen)}&section={section}")

            assert sorted(expected) == sorted(rows(page))


def test_a_filter_tells_how_many_rows_it_would_show(workbench: Workbench) -> None:
    indicators = workbench.record(workbench.text)["indicators"]
    page = workbench.page(f"/audits/{workbench.text}?show=lost")
    shown = {one.get("value"): one.xpath("../b/text()")[0] for one in page.xpath("//input[@name='show']")}

    assert {name: str(sum(is_asked_for(one, name) for one in indicators)) for name in FILTERS} == shown


def test_a_form_of_boxes_asks_for_the_same_as_an_address_with_commas(workbench: Workbench) -> None:
    boxes = workbench.page(f"/audits/{workbench.text}?show=lost&show=risk&section=")
    commas = workbench.page(f"/audits/{workbench.text}?show=lost,risk")

    assert list(rows(commas)) == list(rows(boxes))


def test_the_scores_alone_are_sent_where_htmx_asks_and_the_whole_page_where_it_goes_back(workbench: Workbench) -> None:
    at = f"/audits/{workbench.text}?show=lost"
    part = workbench.page(at, **{"HX-Request": "true"})
    back = workbench.page(at, **{"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert ([], 1) == (part.xpath("//*[@id='paper']"), len(back.xpath("//*[@id='paper']")))
    assert list(rows(back)) == list(rows(part))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", ["/audits/{text}", "/audits/{pdf}", "/audits/{pdf}?paper=pages"])
def test_every_link_within_the_page_leads_to_an_anchor(workbench: Workbench, address: str, lang: str) -> None:
    at = address.format(text=workbench.text, pdf=workbench.pdf)
    page = workbench.page(f"{at}{'&' if '?' in at else '?'}lang={lang}")
    anchors = set(page.xpath("//@id"))
    links = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}

    assert set() == links - anchors
    assert len(links) > 60
    assert len(anchors) == len(page.xpath("//@id"))


def test_the_english_page_has_no_chinese_but_in_data(workbench: Workbench) -> None:
    at = f"/audits/{workbench.text}"
    for address in (at, f"{at}/quotes", f"{at}/indicators/procurement-rate", f"/audits/{workbench.refused}"):
        page = workbench.page(f"{address}?lang=en")
        for one in page.xpath(DATA):
            one.drop_tree()
        kept = page.xpath("//main//h1|//main//h2|//summary|//label|//button|//dt|//legend|//nav//a|//figcaption|//th")
        told = [words(one) for one in kept if not one.xpath("ancestor-or-self::*[@scope='row']")]

        assert [] == [one for one in told if CHINESE.search(one)]
        assert len(told) > 5


def test_the_chinese_page_has_chinese_heads(workbench: Workbench) -> None:
    page = workbench.page(f"/audits/{workbench.text}")

    assert [] == [
        words(one) for one in page.xpath("//main//h2|//main//legend|//button") if not CHINESE.search(words(one))
    ]


def test_the_row_that_the_address_names_is_open(workbench: Workbench) -> None:
    page = workbench.page(f"/audits/{workbench.text}?open=procurement-rate")

    assert ["procurement-rate"] == [name for name, row in rows(page).items() if row.get("open") is not None]
