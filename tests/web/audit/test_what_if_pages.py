"""What if by its page: its address says it all, sliders end where it is said, bounds are named, nothing is stored."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from audit_kit import Workbench, words
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from youju.store.tables import RECORDS

FACT, PLAN, POSTS = "实际采购金额", "计划采购金额", "编制人数"
SAID = 5700
"""What the report says was bought, in hundredths of 万元."""


def address(workbench: Workbench, *query: tuple[str, str], indicator: str = "procurement-rate") -> str:
    return f"/audits/{workbench.text}/what-if?{urlencode([('indicator', indicator), *query])}"


def field(page: Any, fact: str) -> Any:
    return page.xpath(f"//input[@name='is.{fact}']")[0]


def slider(page: Any, fact: str) -> tuple[str, ...]:
    """Where the slider of a fact begins, ends and stands."""
    found = field(page, fact).xpath("./ancestor::fieldset//input[@type='range']")[0]
    return tuple(found.get(name) for name in ("min", "max", "value"))


def beside(page: Any, fact: str) -> str:
    """What is said below the slider."""
    return words(field(page, fact).xpath("./ancestor::fieldset/p")[0])


def records(workbench: Workbench) -> int:
    with workbench.desk.store.reading() as connection:
        return connection.execute(select(func.count()).select_from(RECORDS)).scalar_one()


@given(st.integers(0, 10**7) | st.sampled_from((0, SAID - 1, SAID, SAID + 1, 5999, 6000, 6001)))
@example(SAID)
@settings(max_examples=15, deadline=None)
def test_the_address_of_what_was_typed_shows_the_same_again_and_stores_nothing(
    workbench: Workbench, amount: int
) -> None:
    before = records(workbench)
    typed = address(workbench, (f"is.{FACT}", f"{amount // 100}.{amount % 100:02d}"), (f"is.{PLAN}", "60"))
    sent = workbench.client.get(typed, follow_redirects=False)
    at = sent.headers["location"]
    page = workbench.page(at)
    held = [value for name, value in parse_qsl(urlsplit(at).query) if name == "set"]

    expected = (303, Decimal(amount) / 100, amount != SAID, [at] * (amount != SAID), before)
    actual = (
        sent.status_code,
        Decimal(field(page, FACT).get("value")),
        bool(held),
        page.xpath("//section[@id='answer']/p/a/@href"),
        records(workbench),
    )
    assert expected == actual


def test_the_total_and_the_rule_that_holds_stand_before_and_after(workbench: Workbench) -> None:
    page = workbench.page(address(workbench, ("set", f"{FACT}:61")))
    row = page.xpath("//section[@id='answer']//tr[th/a]")[0]

    expected = (["1.9", "0", "-1.9"], "share-of-plan → over-plan", "98.08 → 96.18")
    actual = (
        [words(one) for one in row.xpath("td[@class='n']")],
        words(row.xpath("td")[-1]),
        words(page.xpath("//p[@class='headline']/b")[0]),
    )
    assert expected == actual


@pytest.mark.parametrize(
    ("indicator", "name", "text", "bound"),
    [("procurement-rate", FACT, "-0.01", "不小于 0"), ("staffing-rate", POSTS, "-1", "不小于 0")],
)
def test_what_is_out_of_bounds_is_refused_with_the_bounds_and_what_was_typed(
    workbench: Workbench, indicator: str, name: str, text: str, bound: str
) -> None:
    page = workbench.page(address(workbench, ("set", f"{name}:{text}"), indicator=indicator), 422)

    expected = (text, "true", True, True, [])
    actual = (
        field(page, name).get("value"),
        field(page, name).get("aria-invalid"),
        bound in beside(page, name),
        bound in words(page.xpath("//section[@id='answer']")[0]),
        page.xpath("//section[@id='answer']//table"),
    )
    assert expected == actual


def test_a_slider_without_a_bound_ends_at_twice_the_value_and_says_so_and_a_larger_number_counts(
    workbench: Workbench,
) -> None:
    page = workbench.page(address(workbench))
    beyond = workbench.page(address(workbench, ("set", f"{FACT}:5000")))

    expected = (("0", "200", "57"), True, None, "5000", "share-of-plan → over-plan")
    actual = (
        slider(page, FACT),
        "滑块到 200 万元为止，更大的数可以直接填" in beside(page, FACT),
        field(page, FACT).get("max"),
        field(beyond, FACT).get("value"),
        words(beyond.xpath("//section[@id='answer']//tr[th/a]/td")[-1]),
    )
    assert expected == actual


def test_a_slider_of_zero_goes_as_far_as_the_amounts_beside_it(workbench: Workbench) -> None:
    page = workbench.page(address(workbench, ("set", f"{FACT}:0")))

    assert ("0", "200", "0") == slider(page, FACT)


def test_every_slider_has_a_number_beside_it_and_ends_at_the_bound_of_the_dictionary(workbench: Workbench) -> None:
    page = workbench.page(address(workbench, indicator="target-coverage"))
    controls = page.xpath("//fieldset[.//input[@type='range']]")
    bounded = [one for one in controls if one.xpath(".//input[@type='number']/@max")]

    assert [1] * len(controls) == [len(one.xpath(".//input[@type='number']")) for one in controls]
    assert [one.xpath(".//input[@type='range']/@max") for one in bounded] == [
        one.xpath(".//input[@type='number']/@max") for one in bounded
    ]
    assert ["词典规定" in words(one) for one in bounded] == [True] * len(bounded) != []
