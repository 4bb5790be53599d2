"""Projects that somebody, or something, has spoiled: one to three seeded changes of one small whole project, and what
`check` and `build` make of them.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.torture.commands import Told, is_sound, run
from benchmarks.torture.outcome import Outcome, failed, fine, told

ROOT = Path(__file__).parents[2]
SMALL, DANISH, MEETINGS = (ROOT / "tests/projects" / name for name in ("small", "danish", "meetings"))
MEETING = "styremote-2021-10-12"
BUILT_EVERY = 10  # of the projects that are sound after all, one in so many is built

_EXTRA: Mapping[str, str] = {
    "templates/audiences/styre/brief.html": (
        '{% extends "base/brief.html" %}\n{% block lead %}<p class="lead">{{ edition.title }}</p>{% endblock %}\n'
    ),
    "styles/tokens.css": ":root {\n  --accent: #0f4c5c;\n  --brand: #7a3b00;\n}\n",
    "styles/audiences/styre.css": ".lead {\n  color: var(--accent);\n  font-weight: 600;\n}\n",
    "recipients.yaml": (
        "recipients:\n  - {id: r1, name: Mottaker Én, salutation: Hei, audience: styre, members: true}\n"
        "  - id: r2\n    language: nb\n    local: lokal.yaml\n"
    ),
    "recipients.csv": 'id;name;salutation;language;audience;members\nr1;"Én, to";Hei;nb;styre;ja\nr2;;;;;nei\n',
    "lokal.yaml": "id: lokal\nname: Lokal kommune\nstatements:\n  - text: 'Det er kø.'\n    cites: [brev-2021/3]\n",
}
_VALUES = (
    "", "''", "null", "true", "no", "[]", "{}", "[a, b]", "{a: b}", "0", "-1", "1e999", ".nan", "0x1F", "1.10",
    "'1.000'", "99999999999999999999999", "2021-06-31", "'2021-13'", "'0000'", "'9999-12-31'", "'2021-06-01/2020'",
    "2021-06~",
    "'{tilskudd}'", "'{'", "'{}'", "'{0.__class__}'", "'{tilskudd|nothing}'", "'{demands.total.total}'", "'%s'", "&a x",
    "*a", "!!python/object:os.system x", "|\n    a\n    b", ">-\n    x", "'æøå ß 漢字 🦊'", "'\u202eabc'", "'\u00ad'",
    "'a\\tb'", "\"\\u0000\"", "\"\\ud800\"", "'<script>alert(1)</script>'", "'{{ 7*7 }}'", "'{% raw %}'", "'../../etc'",
    "'" + "x" * 5000 + "'", "'" + "ord " * 2000 + "'", "[" * 60 + "]" * 60, "? a\n: b", "- x", "@x", "`x`", "%x", "#x",
)  # fmt: skip
_BYTES = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe6", b"\xc3", b"\xed\xa0\x80", b"\r", b"\r\n", b"\x1b[31m", b"\x85",
    "\u0085".encode(), "\u2028".encode(), "\u202e".encode(), "\u00ad".encode(), "e\u0301".encode(), b"\t", b"\x07",
    b"'", b'"', b"{", b"}", b"[", b":", b"{{", b"}}", b"{%", b"%}", b"{#", b"<", b"</style>", b"/*", b"\\", b"&", b"*",
    b"---\n", b"...\n", b"<<: *a\n", b"a" * 100_000, b"(" * 3000, b"- " * 3000, b"msgid \"x\"\n", b"#, fuzzy\n",
)  # fmt: skip
_LINE_VALUE = re.compile(r"^(\s*(?:- )?[\w-]+:)[ ]?(.*)$")


def prepared(root: Path, rng: random.Random) -> None:
    """Puts a sound project there: the small one with an overlay and styles of its own, or one in Danish."""
    if rng.random() < 0.2:
        shutil.copytree(DANISH, root)
        return
    shutil.copytree(SMALL, root)
    shutil.copytree(MEETINGS, root, dirs_exist_ok=True)
    for path, text in _EXTRA.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def spoil(root: Path, rng: random.Random) -> list[str]:
    """Changes the project in one to three places; gives what was done."""
    return [_spoil_once(root, rng) for _ in range(rng.choice((1, 1, 1, 2, 3)))]


def try_one(number: int, seed: int, folder: Path) -> Outcome:
    """The outcome of the project of that number."""
    rng = random.Random(f"{seed}/{number}")
    root = folder / "project"
    prepared(root, rng)
    done = "; ".join(spoil(root, rng))
    checked = run("check", "--project", str(root))
    if wrong := _wrong(checked, root):
        return failed(f"check: {wrong} ({done})")
    if checked.status:
        return told(done)
    if name := next((name for name in ("recipients.yaml", "recipients.csv", "lokal.yaml") if f"in {name}" in done), ""):
        return _copied(root, "recipients.csv" if name.endswith("csv") else "recipients.yaml", done)
    if rng.random() < 1 / BUILT_EVERY:
        built = run("build", "--format", "html", "--jobs", "1", "--out", str(folder / "out"), "--project", str(root))
        if wrong := _wrong(built, root):
            return failed(f"build: {wrong} ({done})")
        if drafts := [path.name for path in (folder / "out").rglob("*draft*")]:
            return failed(f"build left {drafts} ({done})")
    return fine(done)


def _copied(root: Path, name: str, done: str) -> Outcome:
    """What `pack` makes of a list of recipients that was spoiled, or whose local figures were."""
    options = ("--recipients", str(root / name), "--no-proof", "--jobs", "1", "--project", str(root))
    packed = run("pack", MEETING, *options)
    if wrong := _wrong(packed, root):
        return failed(f"pack: {wrong} ({done})")
    if drafts := [path.name for path in (root / "packs").rglob("*draft*")]:
        return failed(f"pack left {drafts} ({done})")
    return told(done) if packed.status else fine(done)


def _wrong(told: Told, root: Path) -> str:
    return is_sound(told, root)


def _files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())


def _spoil_once(root: Path, rng: random.Random) -> str:
    files = [path for path in _files(root) if "documents" not in path.parts]
    if not files:
        return "nothing left"
    file = rng.choice(files)
    name = file.relative_to(root).as_posix()
    change = rng.choice(_CHANGES) if rng.random() > 0.06 else rng.choice(_PLACES)
    return f"{change.__name__.strip('_')} in {name}: {change(file, rng)}"


def _value(file: Path, rng: random.Random) -> str:
    lines = file.read_text("utf-8", "surrogateescape").split("\n")
    places = [number for number, line in enumerate(lines) if _LINE_VALUE.match(line)]
    if not places:
        return _insert(file, rng)
    at, value = rng.choice(places), rng.choice(_VALUES)
    lines[at] = _LINE_VALUE.sub(lambda match: f"{match[1]} {value}", lines[at])
    _write(file, "\n".join(lines))
    return f"line {at + 1} is {lines[at][:60]!r}"


def _key(file: Path, rng: random.Random) -> str:
    text = file.read_text("utf-8", "surrogateescape")
    keys = sorted(set(re.findall(r"^\s*(?:- )?([\w-]+):", text, re.MULTILINE)))
    if not keys:
        return _insert(file, rng)
    old, new = rng.choice(keys), rng.choice((*keys, "x", "1", "null", "'a b'", "<<", "id", "æ"))
    _write(file, re.sub(rf"\b{re.escape(old)}:", f"{new}:", text, count=rng.choice((1, 0))))
    return f"{old} became {new}"


def _word(file: Path, rng: random.Random) -> str:
    text = file.read_text("utf-8", "surrogateescape")
    words = list(re.finditer(r"[\w-]{3,}", text))
    if not words:
        return _insert(file, rng)
    first, second = rng.choice(words), rng.choice(words)
    _write(file, text[: first.start()] + second[0] + text[first.end() :])
    return f"{first[0][:30]!r} became {second[0][:30]!r}"


def _lines(file: Path, rng: random.Random) -> str:
    lines = file.read_text("utf-8", "surrogateescape").split("\n")
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    what = rng.choice(("dropped", "doubled", "moved", "indented", "dedented"))
    line = lines[at]
    if what in {"dropped", "moved"}:
        del lines[at]
    if what in {"doubled", "moved"}:
        lines.insert(to, line)
    if what == "indented":
        lines[at] = "  " + line
    if what == "dedented":
        lines[at] = line.lstrip()
    _write(file, "\n".join(lines))
    return f"line {at + 1} {what}"


def _insert(file: Path, rng: random.Random) -> str:
    content, odd = file.read_bytes(), rng.choice(_BYTES)
    at = rng.randrange(len(content) + 1)
    file.write_bytes(content[:at] + odd + content[at:])
    return f"{odd[:12]!r} at byte {at}"


def _flip(file: Path, rng: random.Random) -> str:
    content = bytearray(file.read_bytes())
    if not content:
        return _insert(file, rng)
    places = [rng.randrange(len(content)) for _ in range(rng.choice((1, 3, 20)))]
    for at in places:
        content[at] = rng.randrange(256)
    file.write_bytes(bytes(content))
    return f"{len(places)} bytes"


def _cut(file: Path, rng: random.Random) -> str:
    content = file.read_bytes()
    at = rng.randrange(len(content) + 1)
    file.write_bytes(content[:at])
    return f"after byte {at}"


def _other(file: Path, rng: random.Random) -> str:
    other = rng.choice(sorted(path for path in file.parent.iterdir() if path.is_file()))
    file.write_bytes(other.read_bytes() + (file.read_bytes() if rng.random() < 0.3 else b""))
    return f"holds {other.name}"


def _gone(file: Path, rng: random.Random) -> str:
    file.unlink()
    return "removed"


def _renamed(file: Path, rng: random.Random) -> str:
    names = (
        "x.yaml",
        "x.yml",
        ".x.yaml",
        "a b.yaml",
        "æ.yaml",
        "con.yaml",
        "x" * 200 + ".yaml",
        "x\n.yaml",
        file.name * 2,
    )
    name = rng.choice(names)
    file.rename(file.with_name(name))
    return repr(name[:30])


def _folder(file: Path, rng: random.Random) -> str:
    file.unlink()
    file.mkdir()
    return "a folder"


def _pipe(file: Path, rng: random.Random) -> str:
    file.unlink()
    os.mkfifo(file)
    return "a FIFO"


def _link(file: Path, rng: random.Random) -> str:
    file.unlink()
    target = rng.choice((file.name, "/etc/passwd", "/dev/zero", "..", "nowhere"))
    file.symlink_to(target)
    return f"a link to {target}"


def _write(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8", "surrogateescape"))


_Change = Callable[[Path, random.Random], str]
_CHANGES: tuple[_Change, ...] = (
    _value,
    _value,
    _value,
    _key,
    _key,
    _word,
    _word,
    _lines,
    _lines,
    _insert,
    _insert,
    _flip,
    _cut,
)
_PLACES: tuple[_Change, ...] = (_other, _gone, _renamed, _folder, _pipe, _link)
