"""The plain words by which reports relate numbers, name papers and betray carelessness: data of the dictionary."""

from __future__ import annotations

from collections.abc import Iterable

from youju.source import Strict
from youju.structs import field


def has(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in a text."""
    return any(word in text for word in words)


class RateWords(Strict):
    """The words of rates: how they are called, what binds one to its two figures, what forbids that.

    A rate's label ends in one of `name`, `link` words aside. `done` holds for the stem of a name (支出 of 支出率) the
    words by which its numerator is told; a base that has such a word itself needs one of `due`, and so does one beside
    a numerator with one of `fresh` (今年) that it has not. A base with one of `wide` is more than is due. A numerator
    must have each of `narrow` that the rate has (按时办结率). What else stands before the stem is found in the sentence
    or made of `neutral` words. A rate with one of `aim` is a goal or another year's, with one of `several` an average
    or a list. `share` and `verb` tell of what a figure is a part or multiple, `of` stands behind the whole, `total`
    marks it, `within` begins its parts; `undone` is the rest. A share
    may name amounts that stand elsewhere: names in a group of `same` are one, `ours` before a name tells nothing else.
    """

    name: tuple[str, ...] = ()
    link: tuple[str, ...] = ()
    done: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    due: tuple[str, ...] = ()
    narrow: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    aim: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    verb: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    ours: tuple[str, ...] = ()


class ChangeWords(Strict):
    """The words of changes: which figure is the `earlier` and which the `later`, 由…到…, 比…, rates of change.

    A change is about the figures before it where its label is one of `bare` (增幅) or begins with one of `against`;
    `amount` tells one without a direction (调整).

    `carried`, `income`, `spending` and `left` label the four amounts of a balance, `own_year` one without carry-over.
    """

    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    rate: tuple[str, ...] = ()
    amount: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    income: tuple[str, ...] = ()
    spending: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    own_year: tuple[str, ...] = ()


class SumWords(Strict):
    """The words that tell a whole from its parts.

    `among` comes before some or all parts, `entire` right before the number of the first, `closing` (which begins a
    clause) and `parted` before all parts, a pair of `composed` around them all; `totals`, with `all_of_them` before it,
    leads to a whole that follows its parts. Of parts named behind `among`, `partial` tells that some are left out,
    `rest` and every one of a group of `classes` that none are. A figure with one of `beside` in its label is no part
    of anything; one with `overlapping` may be, and then the parts need not sum; inside one of `names` (高标准农田)
    neither counts. Units of a group of `alike` count the same things. `total_rows` and `total_columns` are what tables
    call a sum, `unsummed` heads columns without one.
    """

    among: tuple[str, ...] = ()
    entire: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()
    composed: tuple[tuple[str, str], ...] = ()
    all_of_them: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    classes: tuple[tuple[str, ...], ...] = ()
    beside: tuple[str, ...] = ()
    overlapping: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()
    total_rows: tuple[str, ...] = ()
    total_columns: tuple[str, ...] = ()
    unsummed: tuple[str, ...] = ()


class CountWords(Strict):
    """The words around an enumeration and its number.

    `so_on` ends a list that may leave some out, `leads` come right before its first item, `colons` announce one that
    is whole. A list of names between one of `deeds` (举办了) and its number of `events` (培训班) begins at the deed.
    `units` count what is listed, those of `aspects` nothing else. Each of `marks` numbers the items of a list in order
    (一是, 二是).
    """

    so_on: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    colons: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()


class ArithmeticWords(Strict):
    """The words that tell how numbers of a sentence belong together; plain words in the spelling of folded text.

    Measures in one string of `alike` count the same things (名 and 人). A sentence that begins with one of `carried`
    talks of a subject named before it; one with a word of `scoring` tells points. Neither is the same statement just
    because it has the same words.
    """

    alike: tuple[str, ...] = ()
    rates: RateWords = RateWords()
    changes: ChangeWords = ChangeWords()
    carried: tuple[str, ...] = ()
    scoring: tuple[str, ...] = ()
    sums: SumWords = SumWords()
    counts: CountWords = CountWords()


class TextWords(Strict):
    """The words of what should not stand in a report that is handed in, plain and in the spelling of folded text.

    `template` are lines that only a form has, `attachment` heads that number it; a `note` that says one of `note_tells`
    and none of `note_unless` tells how to fill it in. `prompt` begins a bracket that asks for something, `example` one
    that illustrates a criterion, `blanked` is what follows XX where a figure or a name is due; a line for one of
    `signed` is left blank on purpose. A clause that ends in one of `condition`, behind one of `condition_of` or before
    one of `gives`, is a criterion, unless one of `quoting` says whose words these are or one of `asserting` makes it a
    statement. `filed` labels the day of the report; `past` tells a deed, and so does one of `held` right behind a day;
    `planned` tells a plan. `until` cuts figures off, unless one of `cut_unless` stands by; `running` totals run
    from January on. `department` labels whose report it is, names end in one of `department_end`, `own` are words for
    the department itself; `overview` heads the chapter that introduces it, `introduces` is what it is told by; its
    expenditure and score are called one of `subject`, and what begins with one of `citing` only refers to a name.
    `performance` is what a heading tells of the year, `other_year` tells that another year is meant on purpose,
    `this_year` that a year named first is left.
    """

    template: tuple[str, ...] = ()
    attachment: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    note_tells: tuple[str, ...] = ()
    note_unless: tuple[str, ...] = ()
    prompt: tuple[str, ...] = ()
    example: tuple[str, ...] = ()
    blanked: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    condition: tuple[str, ...] = ()
    condition_of: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    quoting: tuple[str, ...] = ()
    asserting: tuple[str, ...] = ()
    filed: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    cut_unless: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    department_end: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    overview: tuple[str, ...] = ()
    introduces: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    citing: tuple[str, ...] = ()
    performance: tuple[str, ...] = ()
    this_year: tuple[str, ...] = ()
    other_year: tuple[str, ...] = ()


class SupportWords(Strict):
    """The words by which a score is supported.

    `projects` are phrases that declare key projects, whose names follow; `amounts` stand between a name and its money,
    and `trailing` ends a name without being part of it. A document that begins with one of `state_begins` is a law or
    rule of the state, and so is one that ends with one of `state_ends`, unless a longer one of `own_ends` ends it.
    """

    projects: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()
    state_begins: tuple[str, ...] = ()
    state_ends: tuple[str, ...] = ()
    own_ends: tuple[str, ...] = ()
