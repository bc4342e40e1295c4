"""TX004 ellipsis-and-dash: dots and hyphens in the place of `……` and `——`."""

from __future__ import annotations

from collections.abc import Iterator

from vaultkit.checks.places import places
from vaultkit.checks.rule import Finding, NoOptions, Rule
from vaultkit.note.note import Note
from vaultkit.note.patterns import HAN, late
from vaultkit.note.spans import Edit, Span

_ELLIPSIS = "……"
_DASH = "——"
# Three dots to six. More are the leader of a table of contents, or mean nothing but length.
_DOTS = {dot * count: _ELLIPSIS for dot in ".。．・" for count in range(3, 7)}
_HYPHENS = {"--": _DASH, "---": _DASH, "----": _DASH, "－－": _DASH}
_MARKS = _DOTS | _HYPHENS

_OPENING = "“‘「『《〈【（"
_CLOSING = "”’」』》〉】）"
_STOPS = "，。、；：！？"
_BEFORE_DOTS = late(f"[{HAN}{_CLOSING}，、；：！？]")
_BEHIND_DOTS = late(rf"[{HAN}{_OPENING}{_CLOSING}{_STOPS}\s\0*_~=)\]|/]|\Z")
# Between brackets it parts the steps of a path: `【设置】--【外观】`.
_DASH_PLACE = late(f"(?<=[{HAN}])[-－]+[{HAN}{_OPENING}]|(?<=[{_CLOSING}])[-－]+[{HAN}]")
_RUNS = {
    # The first signs stand as a literal, since a literal is what `re` looks for fastest.
    "...": late(r"\.\.\.\.*"),
    "。。。": late("。。。。*"),
    "．．．": late("．．．．*"),
    "・・・": late("・・・・*"),
    "--": late("---*"),
    "－－": late("－－－*"),
}
_HAN = late(f"[{HAN}]")
_HAN_BEHIND = late(f" [{HAN}]")
# A note that says what three dots mean has them in its examples too.
_NAMED_DOTS = late(r"[`“「] ?\.\.\. ?[`”」]|\+ \.\.\. ")
_DOT_LIKE = frozenset(".。．・·…")
_BLANK = " \t\r\n>\u3000"

# The dots in the name of a command or button, and those that are spoken of, are meant as they are.
_LABEL_END = late(r"[”’」』】）)\]*_~=]")
_OF_LABEL = late(
    "[点點单單按]击|[点點單]擊|选择|选取|選擇|選取|命令|菜单|選單|按钮|按鈕|图标|圖示|右键|右鍵"
    "|面板|窗口|視窗|对话框|對話框|快捷键|快速鍵|默认|預設|输入|輸入|省略|[点點][点點]|重命名|改名|更名"
)
# `SQL 里用--开头`, `展开运算符...`, `文件->另存为...`, `选择 打开方式...`, `读取列表... 完成`.
_NAMES_SIGN = late(
    "(?:[运運]算符|[参參][数數]|[选選][项項]|[点點省略][号號]|符[号號]|[写寫]成|[里裡][用写寫]|加上)\\Z"
    "|(?:省略|破折|[减減])[号號][^，。]{0,6}\\Z"
    rf"|(?:->|→|[选選][择擇] |[点點單单][击擊] )[{HAN}A-Za-z ]{{1,10}}\Z"
)
_SIGN_IS_NAMED = late(
    "[开開][头頭]|表示|[^，。]{0,4}(?:[省略破折减減]{1,2}[号號]|代替)"
    "|[ ](?:完成|成功|失[败敗]|[A-Za-z])"
)
# Behind these nothing but a pause follows, whatever it is.
_PARTICLES = "啊吧呢吗嗎嘛呀哦"
# `...name...` is a place to fill in.
_PLACEHOLDER = late(r"(?:\A|[\s\0<>({\[])\.{3,6}[^.\s]{1,40}\Z")
_LINE = late(r"[^\r\n\0]*+")
_REACH = 48


def check(note: Note, options: NoOptions) -> Iterator[Finding]:
    """Every run of dots behind Chinese, and every run of hyphens between Chinese."""
    prose = note.prose
    for sign, pattern in _RUNS.items():
        # Most of the signs are rare, and one character is found in a tenth of the time of three.
        if sign[0] not in prose or sign not in prose:
            continue
        if sign[0] == "." and _NAMED_DOTS.search(note.text):
            continue
        runs = [Span(*found.span()) for found in pattern.finditer(prose)]
        for span in _dashes(prose, runs) if sign[0] in "-－" else runs:
            old = span.of(prose)
            if new := _MARKS.get(old):
                is_meant = new == _DASH or _is_ellipsis(prose, span)
                if is_meant and _is_chinese(note, span.start) and not _names_sign(prose, span):
                    message = f"`{old}` in Chinese text: write `{new}`"
                    edits = [Edit(*span, new)]
                    if _HAN_BEHIND.match(prose, span.end):
                        edits.append(Edit(span.end, span.end + 1, ""))
                    yield Finding(span, message, tuple(edits))


def _dashes(prose: str, runs: list[Span]) -> list[Span]:
    """The runs of hyphens that are dashes. Two often belong together, so a line has none where
    one of its runs is something else.
    """
    found: list[Span] = []
    of_line: list[Span] = []
    line_end = 0
    for span in runs:
        if span.start >= line_end:
            found += of_line
            of_line, is_certain = [], True
            line = _LINE.match(prose, span.start)
            line_end = line.end() if line else span.end
        if not _DASH_PLACE.match(prose, span.start):
            of_line, is_certain = [], False
        elif is_certain:
            of_line.append(span)
    return found + of_line


def _names_sign(prose: str, span: Span) -> bool:
    """Whether the text is about the sign, or the sign belongs to the name before it."""
    start, end = span
    return prose[start] in ".-" and bool(
        _NAMES_SIGN.search(prose, max(0, start - _REACH), start) or _SIGN_IS_NAMED.match(prose, end)
    )


def _is_ellipsis(prose: str, span: Span) -> bool:
    start, end = span
    before, behind = prose[start - 1 : start], prose[end : end + 1]
    around = _last(prose[max(0, start - _REACH) : start]), _next(prose[end : end + _REACH])
    # `等等...。` ends a sentence; other dots in a row with these are something else.
    is_end = behind == "。" and prose[start] != "。"
    if around[0] in _DOT_LIKE or (around[1] in _DOT_LIKE and not is_end):
        return False
    if prose[start] == "。":
        # `点“更多…”。。。。` ends what ends in dots already.
        is_end_of_dots = before in _CLOSING and prose[start - 2 : start - 1] in _DOT_LIKE
        return not is_end_of_dots and not (before in _OPENING and behind in _CLOSING)
    if end - start == 6 and before in _OPENING and _HAN.match(behind):
        return True
    return bool(
        before
        and _BEFORE_DOTS.match(before)
        and (_BEHIND_DOTS.match(prose, end) or before in _PARTICLES)
        and not (before in _STOPS and behind in (" ", "\u00a0"))
        and not _is_spoken_of(prose, span)
    )


def _last(text: str) -> str:
    """The last character that shows."""
    return text.rstrip(_BLANK)[-1:]


def _next(text: str) -> str:
    return text.lstrip(_BLANK)[:1]


def _is_spoken_of(prose: str, span: Span) -> bool:
    start, end = span
    if _PLACEHOLDER.search(prose, max(0, start - _REACH), start):
        return True
    if not _LABEL_END.match(prose, end):
        return False
    rest = _LINE.match(prose, end, end + _REACH)
    line = prose[max(0, start - _REACH) : rest.end() if rest else end]
    return _OF_LABEL.search(line.replace("\r", "\n").rpartition("\n")[2]) is not None


def _is_chinese(note: Note, start: int) -> bool:
    where = places(note)
    # `。` ends a sentence, so the one that counts is that of the character before.
    before = max(0, start - 1)
    if note.prose[start] == "。":
        return where.language(before) in ("chinese", "other") and not where.is_apart(start)
    return where.is_chinese(before) and not where.is_apart(start)


RULE = Rule(
    code="TX004",
    name="ellipsis-and-dash",
    scope="body",
    stage="text",
    check=check,
    fix="safe",
    reach=("width", "space"),
    marks=_MARKS,
)
