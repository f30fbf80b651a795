"""From a quote to the points that stand on it, and back."""

from __future__ import annotations

from typing import Any

from audit_kit import Workbench, rows, words


def anchors_of(row: Any) -> set[str]:
    """The quotes that the explanation of a point leads to, from its facts and claims."""
    return {link[1:] for link in row.xpath(".//a[contains(@class, 'quote')]/@href")}


def test_what_a_point_quotes_tells_that_point(workbench: Workbench) -> None:
    quotes = workbench.bundle(workbench.text)["quotes"]
    page = workbench.page(f"/audits/{workbench.text}")
    missed = [
        (name, at) for name, row in rows(page).items() for at in anchors_of(row) if name not in quotes[at]["points"]
    ]

    assert [] == missed
    assert sum(len(anchors_of(row)) for row in rows(page).values()) > 50


def test_a_point_stands_on_the_quotes_of_the_facts_that_its_entries_read(workbench: Workbench) -> None:
    record, bundle = workbench.record(workbench.text), workbench.bundle(workbench.text)
    read = {one["id"]: {fact["name"] for fact in one["facts"]} for one in record["indicators"]}
    for quote in bundle["quotes"].values():
        names = {fact["zh"].partition(" = ")[0] for fact in quote["facts"]}
        standing = {name for name, facts in read.items() if facts & names}

        assert standing <= set(quote["points"])


def test_every_mark_of_the_text_has_something_that_stands_on_it(workbench: Workbench) -> None:
    page = workbench.page(f"/audits/{workbench.text}")
    marked = {name for one in page.xpath("//*[@id='text']//mark/@data-q") for name in one.split()}

    assert marked == set(workbench.bundle(workbench.text)["quotes"])


def test_the_panel_of_a_quote_leads_to_its_points(workbench: Workbench) -> None:
    at, quote = next(
        (at, one)
        for at, one in workbench.bundle(workbench.text)["quotes"].items()
        if "procurement-rate" in one["points"]
    )
    panel = workbench.page(f"/audits/{workbench.text}/quotes?at={at}", **{"HX-Request": "true"})
    whole = workbench.page(f"/audits/{workbench.text}/quotes?at={at}")

    assert [f"#{at}", "#i-procurement-rate"] == panel.xpath("//a/@href")[:2]
    assert f"/audits/{workbench.text}?open=procurement-rate#i-procurement-rate" in whole.xpath("//main//a/@href")
    assert quote["text"] in words(panel)


def test_all_quotes_are_listed_in_the_order_of_the_text(workbench: Workbench) -> None:
    page = workbench.page(f"/audits/{workbench.text}/quotes")
    listed = [one[3:].partition("-") for one in page.xpath("//section[@class='stood']/h3/@id")]
    places = [(int(start), -int(end)) for start, _, end in listed]

    assert sorted(places) == places
    assert len(workbench.bundle(workbench.text)["quotes"]) == len(places)


def test_quotes_that_are_not_there_are_left_out(workbench: Workbench) -> None:
    page = workbench.page(f"/audits/{workbench.text}/quotes?at=q1-999999,<script>")

    assert ([], True) == (page.xpath("//section[@class='stood']"), "没有引文" in words(page.xpath("//main")[0]))
