"""What to ask: the order, the answers, what is moot; in words that a person of the field would use."""

from __future__ import annotations

from fractions import Fraction

from tests.audit.reports_made_up import judged

from small_rubrics import build, card
from youju.audit import Audit
from youju.explain.ask import answers_of, ask
from youju.explain.ask_record import ask_record
from youju.explain.tell.ask import rendered, told

FACTS = {"甲": "boolean", "乙": "boolean", "类": "text", "数": "count"}
SERIOUS = {"grave": ('类 = "重大"', "0"), "both": ("甲 and 乙", "5"), "one": ("甲 or 乙", "3"), "none": ("true", "1")}


def of(rules: dict[str, tuple[str, str]], said: dict[str, str], **more: object) -> Audit:
    return judged(build(FACTS, [card("a", "5", rules, **more)]), said, {"a": 5})


def test_facts_are_asked_in_the_order_of_the_points_they_move() -> None:
    found = ask(of({"r1": ("甲", "1"), "r2": ("乙", "3")}, {}, hit="sum"))

    assert [("乙", 3), ("甲", 1)] == [(one.fact, one.points) for one in found.questions]


def test_an_answer_that_settles_the_rest_says_so() -> None:
    audit = of(SERIOUS, {})
    found = ask(audit)
    grave = next(one for one in found.questions if one.fact == "类")

    expected = [("重大", 0, 0, {"甲", "乙"}), ("（其他）", 1, 5, set[str]())]
    actual = [(one.value, one.low, one.high, set(one.settles)) for one in answers_of(audit, grave, found)["a"]]
    assert expected == actual


def test_a_fact_that_changes_nothing_is_moot() -> None:
    found = ask(of({"r1": ("甲", "2"), "r2": ("true", "2")}, {}))

    assert ((), ("甲",)) == (found.questions, found.moot)


def test_a_number_is_told_with_its_breakpoints() -> None:
    audit = of({"full": ("数 >= 10", "5"), "part": ("数 >= 4", "3"), "none": ("数 < 4", "0")}, {})

    expected = (
        "总分现为 5 分，可能在 0 至 5 分之间。问清下面 1 项，总分就定了：\n"
        "1. 数是多少（项）？（牵动 5 分）\n"
        "   「a」：0 项至 3 项，得 0 分；4 项至 9 项，得 3 分；不低于 10 项，得 5 分。"
    )
    actual = rendered(told(audit, ask(audit)), "zh")
    assert expected == actual


def test_a_truth_value_is_told_with_what_yes_and_no_give() -> None:
    audit = of({"yes": ("甲", "5"), "no": ("not(甲)", "3")}, {})

    expected = "1. 甲：是，还是否？（牵动 2 分）\n   「a」：若为是，得 5 分；若为否，得 3 分。"
    actual = rendered(told(audit, ask(audit)), "zh").partition("\n")[2]
    assert expected == actual


def test_where_nothing_can_change_the_total_nothing_is_asked() -> None:
    audit = of({"yes": ("甲", "5"), "no": ("not(甲)", "3")}, {"甲": "true"})

    expected = "The total is 5: no fact that is missing or in conflict can change it. Nothing to ask."
    actual = rendered(told(audit, ask(audit)), "en")
    assert expected == actual


def test_no_more_questions_are_told_than_are_wanted(sample_audit: Audit) -> None:
    found = told(sample_audit, ask(sample_audit), 1)

    assert (1, "more") == (len(found.questions), found.tail[0].key)


def test_a_rate_that_its_figures_do_not_give_is_asked_with_the_quotes_of_both(real_audit: Audit) -> None:
    found = told(real_audit, ask(real_audit))
    rate = next(one for one in found.questions if one.question.key == "rate")

    expected = ("财政供养人员控制率", ["若为 81.48%，得 2 分", "若为 约 91.67%，得 2 分", "若为 约 104.17%，得 0 分"])
    actual = (rate.question.slots["fact"].zh, [answer.text("zh") for answer in rate.answers[0][1:]])
    assert expected == actual


def test_asked_on_the_sample_tells_the_total_with_its_exact_bounds(sample_audit: Audit) -> None:
    found = ask_record(sample_audit, ask(sample_audit))

    expected = ("98.08", "93.08", "98.08", {"应完成项目数", "按时完成项目数", "新增支出优先统筹解决"})
    actual = (found["points"], found["low"], found["high"], {one["fact"] for one in found["questions"]})
    assert expected == actual


def test_the_total_moves_with_the_weight_of_an_indicator_whose_applicability_is_open() -> None:
    transfer = {"id": "t", "from": "b", "to": "a"}
    cards = [
        card("a", "5", {"all": ("甲", "weight"), "no": ("not(甲)", "0")}),
        card("b", "3", {"yes": ("true", "1")}, applies="乙"),
    ]
    audit = judged(build(FACTS, cards, transfers=[transfer]), {}, {"a": 5, "b": 3})
    found = ask(audit)

    expected = (Fraction(0), Fraction(8), {"甲", "乙"})
    actual = (found.low, found.high, {one.fact for one in found.questions})
    assert expected == actual


def test_a_conflict_is_asked_with_the_points_of_each_value() -> None:
    rubric = build(FACTS, [card("a", "5", {"full": ("数 >= 10", "5"), "none": ("数 < 10", "0")})])
    audit = judged(rubric, [("数", Fraction(9)), ("数", Fraction(12))], {"a": 5})
    found = told(audit, ask(audit)).questions[0]

    expected = ("torn", 2, ["若为 9 项，得 0 分", "若为 12 项，得 5 分"])
    actual = (found.question.key, len(found.says), [answer.text("zh") for answer in found.answers[0][1:]])
    assert expected == actual


def test_a_claim_that_no_value_bears_out_is_told_with_what_the_total_will_be() -> None:
    audit = judged(build(FACTS, [card("a", "5", {"all": ("甲 or not(甲)", "5"), "no": ("true", "0")})]), {}, {"a": 3})

    expected = "总分现计 3 分，含规则给不出的自评分；不论怎样核实，总分都是 5 分，不必再问。"
    actual = rendered(told(audit, ask(audit)), "zh").partition("\n")[0]
    assert expected == actual


def test_of_numbers_that_act_together_a_question_moves_at_least_what_was_tried() -> None:
    facts = {"数": "count", "总": "count", "余": "count"}
    rules = {"odd": ("数 * 总 = 35 and 余 = 数 + 总", "5"), "rest": ("true", "1")}
    audit = judged(build(facts, [card("a", "5", rules)]), {}, {"a": 1})
    found = ask(audit)

    assert {False} == {one.exact for one in found.questions}
    assert "至少牵动" in rendered(told(audit, found), "zh")


def test_the_total_over_a_number_that_two_indicators_read_is_exact_where_they_run_the_same_way() -> None:
    first = card("a", "5", {"r": ("数 < 10", "数 / 2"), "rest": ("true", "0")})
    same = card("b", "5", {"r": ("数 < 10", "数 / 3"), "rest": ("true", "4")})
    against = card("b", "5", {"r": ("数 < 10", "5 - 数 / 3"), "rest": ("true", "0")})
    found = [ask(judged(build({"数": "count"}, [first, other]), {}, {"a": 1, "b": 1})) for other in (same, against)]

    assert [(0, Fraction(15, 2), True), (0, Fraction(19, 2), False)] == [
        (one.low, one.high, one.exact) for one in found
    ]
