"""Recipients that a text names one by one: "đồng chí Bí thư Đoàn xã", "Trạm Y tế xã"."""

from __future__ import annotations

import re
from functools import cache

from ingest.extract.awards.phrases import edge_pattern
from language.award_terms import edge_words, name_kind, recipient_pattern
from language.text import UPPER, even_spelling

_MARK = re.compile(r"^[\s\-+*•–—.:;,)\"“”]+|^(?:[a-zđ]|\d{1,2}(?:\.\d+)*)[.)]\s+")
# "Đảng bộ và nhân dân" is one recipient: the people of a place are never honoured beside it.
_SPLIT = re.compile(
    r"((?<!cán bộ)(?<!công chức)\s*[,;]\s*|(?<!nhân dân)\s+và\s+(?!(?:các tầng lớp )?nhân dân))",
    re.IGNORECASE,
)
_NEXT_AWARD = re.compile(r"[\s,;]*(?:và\s+)?(?:danh hiệu|hình thức)[\s\"“]*$", re.IGNORECASE)
# "bà Thị Liên | người có uy tín": whom the words behind a person's name tell of
_TOLD_OF = re.compile(
    rf"(?P<name>(?i:ông|bà|mẹ|cụ|anh|chị|em|cháu|cô|thầy|đồng chí|đ/c|già làng)(?:\s+[{UPPER}][\w']*)+)\s+"
    r"(?:người|là|đã|có|vì|trú|ngụ|quê|ở|hiện|nguyên|sinh năm|thuộc)\s"
)
_ALWAYS = re.compile(r"^(?:(?:hàng|hằng|mỗi) năm|phấn đấu(?: (?:đến )?cuối năm)?|(?:đến )?cuối năm),?\s+")
_IN_A_YEAR = re.compile(rf"(?i:(?:trong )?năm (?:học )?)\d{{4}}(?:\s*[-–]\s*\d{{4}})?\s+(?=[{UPPER}])")
_BEFORE_NAME = re.compile(r"^(?:(?:và|đồng thời|cho|của|đã|cũng|còn|có)\s+)+")
_PERSON = re.compile(rf"(?:^|\s)[{UPPER}][^\W\d_]+(?:\s+[{UPPER}][^\W\d_]*)+$")
_UNIT = re.compile(rf"(?i:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s+[{UPPER}\d]")
_HAMLET = re.compile(
    r"(?:(?:tập thể|nhân dân|chi bộ|chi hội|cán bộ và nhân dân|ban công tác mặt trận)\s+)*"
    r"(?:thôn|xóm|bản|ấp|làng|buôn|bon|khóm|tiểu khu|khu phố|khu dân cư|tổ dân phố|tdp|tổ|khu)\s"
)
_SAID_AGAIN = re.compile(rf"(?:đơn vị|địa phương|tập thể|cá nhân|người)(?: [^{UPPER}\d\s]+)*")
_LONGEST = 16  # words of a name


def named_recipients(text: str) -> list[str]:
    """The recipients that a piece of text names one by one; empty where it names none.

    "đồng chí Chủ tịch UBND xã, đồng chí Chỉ huy trưởng" is two; "Ông Lê Văn Tám, Trưởng thôn"
    is one with his post. Read from the end, because what stands nearest to the verb is its
    subject: an opening ("Trong năm 2023") or a clause of its own before it ends the list.
    """
    rest = text.strip()
    while (mark := _MARK.match(rest)) and mark.end():
        rest = rest[mark.end() :]
    pieces = _split(_NEXT_AWARD.sub("", rest.rstrip(" ,;.:")))
    parts, joints = pieces[0::2], ["", *pieces[1::2]]
    named: list[tuple[str, str]] = []
    goes_on = ""
    for before, part, joint in zip(
        ["", *parts][-2::-1], reversed(parts), reversed(joints), strict=True
    ):  # fmt: skip
        if _ends_name(before, part, joint):
            goes_on = f"{joint}{part}{goes_on}"
            continue
        name = _name(part + goes_on)
        goes_on = ""
        if name is None and edge_pattern("home").match(even_spelling(part)):
            continue  # "bà Hồ Thị Én, | ngụ xã A, huyện B"
        if name is None:
            break
        named.insert(0, (name, joint.strip()))
    people = [i for i, (name, _) in enumerate(named) if "nhân dân" in even_spelling(name)]
    if people and len(named) > 1:
        whole = rest[rest.find(named[0][0]) :]
        return [whole[: whole.find(named[people[-1]][0]) + len(named[people[-1]][0])]]
    return _without_posts(named)


def _ends_name(before: str, part: str, joint: str) -> bool:
    """Whether a piece behind "và" ends a body's name: "Trung tâm Dịch vụ | và Phát triển quỹ đất"."""
    words = part.split()
    if joint.strip().lower() != "và" or not before or not words or name_kind(before) != "tập thể":
        return False
    even = even_spelling(part)
    proper = all(word[0].isupper() for word in words)
    others = name_kind(part) != "khác" or recipient_pattern().match(even) is not None
    return not (proper or others or words[0][0].isdigit() or _tells(part, even))


def _split(text: str) -> list[str]:
    """The pieces of a list of names and what joins them, in turn; "Phòng Giáo dục và Đào tạo" is one."""
    fields = [match.span() for match in edge_pattern("fields").finditer(even_spelling(text))]
    pieces, start = list[str](), 0
    for match in _SPLIT.finditer(text):
        if any(begin < match.end() and match.start() < end for begin, end in fields):
            continue
        pieces += [text[start : match.start()], match.group()]
        start = match.end()
    return [*pieces, text[start:]]


def _without_posts(named: list[tuple[str, str]]) -> list[str]:
    """The names without the posts and places that follow a person's name after a comma."""
    result: list[str] = []
    placed = False
    units = sum(_UNIT.match(name) is not None for name, _ in named)
    for name, joint in named:
        told = re.split(r"\s[-–]\s", result[-1])[0] if result else ""
        person = bool(result) and _PERSON.search(told) is not None and name_kind(told) != "tập thể"
        if person and joint == "," and edge_pattern("apposition").match(even_spelling(name)):
            continue
        if person and joint == "," and not placed and edge_pattern("workplace").match(even_spelling(name)):
            placed = True  # "cô giáo Hồ Thị Én, Trường Mầm non A": where she works
            continue
        if bool(result) and joint == "," and _lies_in(result[-1], name, units):
            continue
        if bool(result) and joint == "," and _SAID_AGAIN.fullmatch(name):
            continue  # "thành phố Hải Long, đơn vị | dẫn đầu cụm thi đua"
        placed = False
        result.append(name)
    return result


def _lies_in(body: str, place: str, units: int) -> bool:
    """Whether a unit behind a comma tells where a hamlet or school lies: "thôn 3, xã A"; where several
    units are named it does for a hamlet only."""
    if _UNIT.match(place) is None:
        return False
    even = even_spelling(body)
    return _HAMLET.match(even) is not None or (units == 1 and even.startswith("trường "))


@cache
def _general() -> re.Pattern[str]:
    """Nouns only: "các tập thể", "nhiều cá nhân tiêu biểu" name nobody."""
    noun = recipient_pattern().pattern
    quantity = "|".join(edge_words("quantity"))
    quality = "|".join(edge_words("quality"))
    return re.compile(rf"(?:(?:{quantity})\s+)*{noun}(?:\s+(?:{quality}))*|(?:{quantity})\s+.*")


_LED_IN = re.compile(r"[\s\-+*•–—]*(?:(?:\d{1,2}(?:\.\d+)*|[a-zđ])[.)]\s*)?(?P<label>[^:;.,\d]{3,70}?)\s*:")
_PLACE = re.compile(
    r"(?:ubnd|ủy ban nhân dân|đảng|xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tập thể|đơn vị)"
)


def body_led_in(sentence: str) -> str:
    """The body of the reporting unit that a sentence opens with as a label, else empty: "Hội Nông dân:
    không có ..." speaks for the association and not for the whole commune."""
    match = _LED_IN.match(sentence)
    names = named_recipients(match["label"]) if match is not None else []
    if len(names) != 1 or name_kind(names[0]) != "tập thể" or is_general(names[0]):
        return ""
    return "" if _PLACE.match(even_spelling(names[0])) else names[0]


def is_general(name: str) -> bool:
    """Whether a phrase speaks of recipients in general ("các tập thể") and names none."""
    even = even_spelling(name.strip())
    return even not in edge_words("definite") and _general().fullmatch(even) is not None


def is_reporting_unit(name: str) -> bool:
    """Whether a phrase means the reporting unit itself ("xã", "thị trấn nhà", "đơn vị")."""
    return re.sub(r"^(?:toàn|tập thể) |\s+(?:nhà|ta)$", "", even_spelling(name.strip())) in edge_words(
        "own_unit"
    )


def _tells(part: str, even: str) -> bool:
    """Whether a phrase has a predicate; "Đạt" in "Ông Lê Tấn Đạt" is a name."""
    verbs = edge_pattern("predicate").finditer(even)
    return any(not (verb.start() and part[verb.start()].isupper()) for verb in verbs)


def _name(part: str) -> str | None:
    part = re.sub(r"\s+và$", "", part.strip(' .:;,"“”()-+*'))
    if opening := _BEFORE_NAME.match(even_spelling(part)):
        part = part[opening.end() :]
    if always := _ALWAYS.match(even_spelling(part)):
        part = part[always.end() :]
    if year := _IN_A_YEAR.match(part):
        part = part[year.end() :]
    while part and even_spelling(part.split()[-1]) in edge_words("trailing"):
        part = part[: -len(part.split()[-1])].rstrip()
    if told_of := _TOLD_OF.match(part):
        part = told_of["name"]
    if len(part.split()) > _LONGEST:
        part = part.partition(" thuộc ")[0]  # "Chi cục A | thuộc Sở Nông nghiệp và ... tỉnh B"
    even = even_spelling(part)
    if not part or len(part.split()) > _LONGEST or "%" in part:
        return None
    if edge_pattern("lead").match(even) or _tells(part, even):
        return None
    named = name_kind(part) != "khác" or recipient_pattern().match(even) or part[0].isupper()
    return part if named and not re.match(r"\d", part) else None
