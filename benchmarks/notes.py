"""A folder of notes, generated: the same seed makes the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from matter import front_matter
from plan import Plan, draw
from prose import CODE, EMOJI, LATIN, Prose

# Of a hundred notes, how many have something wrong in their text.
DAMAGED = 15
# Of a hundred wikilinks, how many lead to no file.
UNRESOLVED = 2

# What a converter writes behind characters that it took for rare ones.
_GLOSSES = str.maketrans(
    {"现": "现(xiàn)", "网": "网(wǎng)", "读": "读(dú)", "题": "题(tí)", "设": "设(shè)"}
    | {"現": "現(xiàn)", "網": "網(wǎng)", "讀": "讀(dú)", "題": "題(tí)", "設": "設(shè)"}
)
_ATTACHMENTS = 40
_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(60)


def generate(folder: Path, count: int, size: int, seed: int = 1) -> list[Path]:
    """Write `count` notes of about `size` bytes below `folder`; their paths."""
    random = Random(seed)
    plans = [draw(random, number) for number in range(count)]
    names = [plan.facts.title for plan in plans]
    pictures = folder / "attachments"
    pictures.mkdir(parents=True, exist_ok=True)
    for number in range(_ATTACHMENTS):
        (pictures / f"图 {number}.png").write_bytes(_PICTURE)
    paths = []
    for plan in plans:
        path = folder / plan.folder / f"{plan.facts.title}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_Writer(random, plan, names).note(size).encode())
        paths.append(path)
    return paths


class _Writer:
    """Writes one note. Each kind of block is the method of its name."""

    def __init__(self, random: Random, plan: Plan, names: list[str]) -> None:
        self._random = random
        self._plan = plan
        self._prose = Prose(random, plan.language)
        self._names = names
        self._footnotes = 0

    def note(self, size: int) -> str:
        """The text of a note of about `size` bytes."""
        facts = self._plan.facts
        parts = [front_matter(self._random, facts) + f"# {facts.title}"]
        written = len(parts[0].encode())
        kinds, weights = zip(*self._plan.kind.blocks.items(), strict=True)
        while written < size:
            make: Callable[[], str] = getattr(self, self._random.choices(kinds, weights)[0])
            part = make()
            if written + len(part.encode()) > size * 1.1:
                part = self.paragraph()
            parts.append(part)
            written += len(part.encode()) + 2
        parts += [f"[^{n}]: {self._prose.sentence()}" for n in range(1, self._footnotes + 1)]
        text = "\n\n".join(parts) + "\n"
        return self._damaged(text) if self._random.random() * 100 < DAMAGED else text

    def paragraph(self) -> str:
        count = self._random.randint(1, 5)
        return self._prose.language.joint.join(self._sentence() for _ in range(count))

    def heading(self) -> str:
        return "#" * self._random.choice([2, 2, 3, 3, 4]) + f" {self._prose.words(3)}"

    def setext(self) -> str:
        return f"{self._prose.words(3)}\n---"

    def rule(self) -> str:
        return "---"

    def bullets(self) -> str:
        return self._lines("- ", 3, 8)

    def tasks(self) -> str:
        return self._lines(f"- [{self._random.choice(' x')}] ", 3, 6)

    def quote(self) -> str:
        return self._lines("> ", 1, 4)

    def callout(self) -> str:
        kind = self._random.choice(["note", "tip", "warning|left", "quote"])
        return f"> [!{kind}]- {self._prose.words()}\n{self._lines('> ', 1, 4)}"

    def numbers(self) -> str:
        return "\n".join(f"{n}. {self._sentence()}" for n in range(1, self._random.randint(4, 8)))

    def nested(self) -> str:
        items = (
            f"- {self._sentence()}\n  - {self._sentence()}\n    - {self._prose.words()}"
            for _ in range(3)
        )
        return "\n".join(items)

    def links(self) -> str:
        return "\n".join(f"- {self._wikilink()}" for _ in range(self._random.randint(4, 12)))

    def bold_list(self) -> str:
        count = self._random.randint(3, 6)
        return "\n".join(
            f"*   **{self._prose.words()}：** {self._sentence()}" for _ in range(count)
        )

    def table(self) -> str:
        columns = self._random.randint(2, 5)
        rows = [[self._prose.words(1) for _ in range(columns)], ["---"] * columns]
        rows += [[self._cell() for _ in range(columns)] for _ in range(self._random.randint(3, 9))]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def code(self) -> str:
        lines = self._random.choices(CODE, k=self._random.randint(3, 10))
        language = self._random.choice(["python", "sh", "dataview", "js", ""])
        return "\n".join([f"```{language}", *lines, f"# {self._prose.words(3)}", "```"])

    def math(self) -> str:
        return "$$\nE = mc^2 + \\sum_{i=1}^{n} a_i * b_i\n$$"

    def html(self) -> str:
        number = self._random.randint(1, 99)
        return f'<div class="note" data-id="{number}">\n{self._prose.words(3)}\n</div>'

    def image(self) -> str:
        name = self._random.choice(["", self._prose.words()])
        return f"![{name}]({self._url()}/640?wx_fmt=png)"

    def embed(self) -> str:
        size = self._random.choice(["", "|300", "|640x480"])
        return f"![[图 {self._random.randrange(_ATTACHMENTS)}.png{size}]]"

    def bare_url(self) -> str:
        return self._url()

    def field(self) -> str:
        rating = self._random.randint(1, 5)
        return f"rating:: {rating}\n{self._prose.words(1)}:: {self._wikilink()}"

    def comment(self) -> str:
        return f"%%\n{self._sentence()}\n\n{self._prose.words()} #{self._prose.words(1)}\n%%"

    def block_id(self) -> str:
        return f"{self._sentence()} ^{self._random.getrandbits(24):06x}"

    def tags(self) -> str:
        return " ".join(f"#{self._prose.words(1)}/{year}年" for year in range(2022, 2025))

    def template(self) -> str:
        return '<% tp.date.now("YYYY-MM-DD") %>'

    def _sentence(self) -> str:
        wanted = self._random.random() < self._plan.kind.special
        return self._prose.sentence(self._special() if wanted else "")

    def _special(self) -> str:
        """Something in a sentence besides words."""
        words, number = self._prose.words(), self._random.randint(1, 999)
        kinds: list[tuple[int, Callable[[], str]]] = [
            (22, self._wikilink),
            (16, lambda: f"**{words}**"),
            (12, lambda: f"[{words}]({self._url()})"),
            (12, lambda: f"`{self._random.choice(CODE).split()[0]}`"),
            (5, lambda: f"*{words}*"),
            (4, lambda: self._random.choice(EMOJI)),
            (4, lambda: f"#{self._prose.words(1)}"),
            (3, lambda: f"=={words}=="),
            (2, lambda: f"~~{words}~~"),
            (3, self._url),
            (3, lambda: f"$x_{number} + \\alpha^2$"),
            (2, lambda: f'[{words}]({self._name().replace(" ", "%20")}.md "{words}")'),
            (2, lambda: f"%% {words} %%"),
            (2, lambda: f"<kbd>{self._random.choice(LATIN)}</kbd>"),
            (1, lambda: f"<https://example.org/{number}>"),
        ]
        return self._random.choices(kinds, [weight for weight, _ in kinds])[0][1]()

    def note_reference(self) -> str:
        """A paragraph with a footnote, which is written at the end."""
        self._footnotes += 1
        return f"{self._sentence()}[^{self._footnotes}]"

    def _wikilink(self, pipe: str = "|") -> str:
        name = self._name()
        if self._random.random() * 100 < UNRESOLVED:
            name = self._prose.words(3)
        shape = self._random.random()
        if shape < 0.25:
            return f"[[{name}{pipe}{self._prose.words()}]]"
        return f"[[{name}#{self._prose.words()}]]" if shape < 0.35 else f"[[{name}]]"

    def _name(self) -> str:
        return self._random.choice(self._names)

    def _url(self) -> str:
        random = self._random
        host = random.choice(["example.com", "blog.example.org", "docs.example.net"])
        query = f"?utm_source=feed&id={random.getrandbits(40)}" if random.random() < 0.3 else ""
        return f"https://{host}/{random.getrandbits(48):x}/{random.getrandbits(24):x}{query}"

    def _lines(self, prefix: str, fewest: int, most: int) -> str:
        count = self._random.randint(fewest, most)
        return "\n".join(prefix + self._sentence() for _ in range(count))

    def _cell(self) -> str:
        shape = self._random.random()
        if shape < 0.12:
            return self._wikilink(pipe="\\|")
        if shape < 0.2:
            return f"`{self._random.choice(LATIN)}`"
        return self._prose.words() if shape < 0.7 else self._prose.number()

    def _damaged(self, text: str) -> str:
        """One of the things that go wrong in real notes."""
        at = text.rfind("\n\n", 0, len(text) // 2)
        stray = "這裡還有後來貼上的舊資料。这里还有后来贴上的旧资料。"
        damage: list[Callable[[], str]] = [
            lambda: text.rstrip("\n"),
            lambda: text.replace("，", ",").replace("。", ".", 5),
            lambda: f"{text[:at]} {text[at:]}",
            lambda: text.translate(_GLOSSES),
            lambda: f"{text[:at]}\n\n{stray}{text[at:]}",
            lambda: text.replace("\n", "\r\n"),
            lambda: "\ufeff" + text,
        ]
        return self._random.choice(damage)()
