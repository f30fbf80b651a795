"""What the certificate of an explanation says of itself, one claim a sentence: points, what they rest on, how far."""

from __future__ import annotations

from collections.abc import Mapping

FORMS: Mapping[str, Mapping[str, str]] = {
    "certificate/points": {
        "zh": "{title}得 {points} 分（分值 {weight} 分）。",
        "en": "{title}: {points} of {weight} points.",
        "of": "title=title points=points weight=weight",
    },
    "certificate/lost": {
        "zh": "{title}得 {points} 分，失 {lost} 分（分值 {weight} 分）。",
        "en": "{title}: {points} of {weight} points, {lost} lost.",
        "of": "title=title points=points lost=lost weight=weight",
    },
    "certificate/quoted": {
        "zh": "依据：{name}为 {value}（{place}：“{quote}”）。",
        "en": "By {name}: {value} ({place}: “{quote}”).",
        "of": "name=name:F value=fact:F place=place:F:N quote=quote:F:N",
    },
    "certificate/cited": {
        "zh": "依据：{name}为 {value}。",
        "en": "By {name}: {value}.",
        "of": "name=name:F value=fact:F",
    },
    "certificate/lacking": {
        "zh": "尚缺：{name}。",
        "en": "Lacking: {name}.",
        "of": "name=name:F",
    },
    "certificate/way": {
        "zh": "按规则，{name}为 {after}（现为 {before}）时得 {points} 分。",
        "en": "By the rules {name} of {after} (now {before}) would give {points} points.",
        "of": "name=way:W:C:name after=way:W:C:after before=way:W:C:before points=way:W:points",
    },
    "certificate/way-and": {
        "zh": "并且{name}为 {after}（现为 {before}）。",
        "en": "Together with {name} of {after} (now {before}).",
        "of": "name=way:W:C:name after=way:W:C:after before=way:W:C:before",
    },
    "certificate/stay": {
        "zh": "其他不变，{name}在 {low} 至 {high} 之间，得分不变。",
        "en": "All else as it is, the points stay for {name} from {low} to {high}.",
        "of": "name=stay:S:name low=stay:S:low high=stay:S:high",
    },
    "certificate/stay-from": {
        "zh": "其他不变，{name}不低于 {low}，得分不变。",
        "en": "All else as it is, the points stay for {name} from {low} on.",
        "of": "name=stay:S:name low=stay:S:low",
    },
    "certificate/stay-to": {
        "zh": "其他不变，{name}不高于 {high}，得分不变。",
        "en": "All else as it is, the points stay for {name} up to {high}.",
        "of": "name=stay:S:name high=stay:S:high",
    },
    "certificate/range": {
        "zh": "未定的事实定下来以后，得分在 {low} 至 {high} 分之间。",
        "en": "Once what is open is settled, the points lie between {low} and {high}.",
        "of": "low=range:low high=range:high",
    },
}
"""`of` says what every slot refers to: a capital letter stands for one and the same thing in all slots of a form."""
