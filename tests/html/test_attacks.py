"""Templates, style sheets and pictures that attack whoever checks or builds the project: none of them runs a command,
reads a file that is not the project's to print, or reaches the network.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from briefs import assets
from briefs.edition.edition import Order, assemble
from briefs.errors import BriefsError
from briefs.html.render import render
from tests.conftest import Project

SECRET = "the-combination-is-4711"
OVERLAY = "templates/audiences/alle/brief.html"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e3660000"
    "000049454e44ae426082"
)


@dataclass(frozen=True)
class Target:
    """A project, and what an attack is after: a command that leaves a marker, a secret file and a listening socket."""

    project: Project
    listening: socket.socket

    @property
    def root(self) -> Path:
        return self.project.root

    @property
    def marker(self) -> Path:
        return self.root.parent / "marker"

    @property
    def secret(self) -> Path:
        return self.root.parent / "secret.txt"

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def filled(self, text: str) -> str:
        """An attack's text with the names of this target in it."""
        names = {"MARKER": str(self.marker), "SECRET": str(self.secret), "PORT": str(self.port)}
        for name, value in names.items():
            text = text.replace(f"<{name}>", value)
        return text

    def render(self, audience: str = "alle") -> str:
        """The page for screen and for paper, or what is reported instead; asserts that nothing was reached."""
        order = Order("oversikt", audience, "nb", date(2021, 9, 20))
        try:
            edition = assemble(self.project.library(), order)
            said = render(edition, self.root, "html") + render(edition, self.root, "pdf")
        except BriefsError as error:
            said = str(error)
        self.assert_nothing_reached(said)
        return said

    def assert_nothing_reached(self, said: str) -> None:
        assert not self.marker.exists(), "the command ran"
        assert SECRET not in said, "the secret was read"
        with pytest.raises(BlockingIOError):  # nobody came
            self.listening.accept()


@pytest.fixture
def target(project: Project) -> Iterator[Target]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        aim = Target(project, listening)
        aim.secret.write_text(SECRET, "utf-8")
        project.write(".env/secret.txt", SECRET)
        project.write(".env/secret.css", f"/* {SECRET} */")
        project.write(".env/secret.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><text>{SECRET}</text></svg>')
        yield aim


POPEN = "popen('touch <MARKER>; cat <SECRET>').read()"
SYSTEM = "__import__('os').system('touch <MARKER>')"
CODE = {
    "lipsum": "{{ lipsum.__globals__.os." + POPEN + " }}",
    "lipsum as item": "{{ lipsum['__globals__']['os']." + POPEN + " }}",
    "lipsum builtins": "{{ lipsum.__globals__['__builtins__'].open('<SECRET>').read() }}",
    "cycler": "{{ cycler.__init__.__globals__.os." + POPEN + " }}",
    "joiner": "{{ joiner.__init__.__globals__.os." + POPEN + " }}",
    "namespace": "{{ namespace.__init__.__globals__.os." + POPEN + " }}",
    "dict": "{{ dict.__base__.__subclasses__() }}",
    "self": "{{ self.__init__.__globals__.__builtins__." + SYSTEM + " }}",
    "self's context": "{{ self._TemplateReference__context.cycler.__init__.__globals__.os." + POPEN + " }}",
    "self's environment": "{{ self._TemplateReference__context.environment.loader.__init__.__globals__ }}",
    "super": "{{ super.__init__.__globals__.__builtins__." + SYSTEM + " }}",
    "super's stack": "{{ super._stack[0].__globals__ }}",
    "attr filter": "{{ (_|attr('__func__'))|attr('__globals__') }}",
    "bound method": "{{ _.__func__.__globals__['__builtins__']['open']('<SECRET>').read() }}",
    "function's globals": "{{ _.__globals__['__builtins__']['open']('<SECRET>').read() }}",
    "function's closure": "{{ _.__closure__[0].cell_contents.__self__ }}",
    "wrapped function": "{{ _.__wrapped__.__func__.__globals__['__builtins__'].open('<SECRET>').read() }}",
    "wrapped by name": "{{ ngettext['__wrapped__']['__self__'] }}",
    "catalogue": "{{ ngettext.__self__.__class__.__init__.__globals__.__builtins__." + SYSTEM + " }}",
    "code object": "{{ _.__code__.co_consts }}",
    "range": "{{ range.__globals__['__builtins__']." + SYSTEM + " }}",
    "tokens": "{{ tokens.__class__.__base__.__subclasses__() }}",
    "tokens as items": "{{ tokens['__class__']['__base__']['__subclasses__']() }}",
    "a text's class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a text's class as items": "{{ ''['__class__']['__mro__'][1]['__subclasses__']() }}",
    "a list's class": "{{ [].__class__.__base__.__subclasses__() }}",
    "a number's class": "{{ (1).__class__.__base__.__subclasses__() }}",
    "hex name": r"{{ ''['\x5f\x5fclass\x5f\x5f'] }}",
    "joined name": "{{ ''[['__cla', 'ss__']|join].__mro__ }}",
    "map attribute": "{{ ['']|map(attribute='__class__')|list }}",
    "map attribute path": "{{ ['']|map(attribute='__class__.__base__.__subclasses__')|map('list')|list }}",
    "map attr": "{{ ['']|map('attr', '__class__')|list }}",
    "selectattr": "{{ [_]|selectattr('__func__.__globals__')|list }}",
    "groupby": "{{ ['']|groupby('__class__')|list }}",
    "sort attribute": "{{ ['', 'a']|sort(attribute='__class__') }}",
    "sum attribute": "{{ [_]|sum(attribute='__func__.__globals__') }}",
    "max attribute": "{{ [_]|max(attribute='__func__') }}",
    "unique attribute": "{{ [_]|unique(attribute='__globals__')|list }}",
    "join attribute": "{{ [_]|join(attribute='__globals__') }}",
    "format": "{{ '{0.__class__.__init__.__globals__}'.format(edition) }}",
    "format_map": "{{ '{a.__class__.__mro__}'.format_map({'a': edition}) }}",
    "format filter": "{{ '%(a)s'|format(a=_.__globals__) }}",
    "format through map": "{{ ['{0.__class__.__mro__}']|map('format', edition)|list }}",
    "percent sign": "{{ '%r' % edition.__class__ }}",
    "markup's format": "{{ ('{0.__class__.__mro__}'|safe).format(edition) }}",
    "markup's escape": "{{ ('x'|safe).escape.__func__.__globals__ }}",
    "edition's class": "{{ edition.__class__.__init__.__globals__['__builtins__'].open('<SECRET>').read() }}",
    "edition's module": "{{ edition.__module__ }}{{ edition.__class__.language.fget.__globals__ }}",
    "dataclass fields": "{{ edition.__dataclass_fields__.title.type }}",
    "date": "{{ edition.as_of.__class__.__base__.__subclasses__() }}",
    "generator": "{{ (edition.sections|map(attribute='title')).gi_frame.f_back.f_globals }}",
    "generator's code": "{{ ([1]|select).gi_code.co_consts }}",
    "asynchronous generator": "{{ ([1]|map('string')).ag_frame.f_builtins }}",
    "macro": "{% macro x() %}{% endmacro %}{{ x._func.__globals__.__builtins__." + SYSTEM + " }}",
    "macro's environment": "{% macro x() %}{% endmacro %}{{ x._environment.from_string('') }}",
    "macro's caller": "{% macro x() %}{{ caller.__init__.__globals__ }}{% endmacro %}{% call x() %}{% endcall %}",
    "loop": "{% for a in [1] %}{{ loop.__init__.__globals__.__builtins__." + SYSTEM + " }}{% endfor %}",
    "loop's inside": "{% for a in [1] %}{{ loop._iterable }}{{ loop._undefined }}{% endfor %}",
    "imported module": "{% import 'macros.html' as m with context %}{{ m.__class__.__init__.__globals__ }}",
    "module's body": "{% import 'macros.html' as m with context %}{{ m._body_stream.__class__ }}",
    "undefined": "{{ nothing.__class__.__init__.__globals__ }}",
    "undefined by default": "{{ (nothing|default(_)).__globals__ }}",
    "exception": "{{ edition.__init__.__globals__.sys.exc_info() }}",
    "filter as value": "{{ prose.func.__globals__ }}",
    "environment": "{{ environment.filters }}{{ context.environment }}",
    "request": "{{ request.application.__globals__.__builtins__." + SYSTEM + " }}",
    "config": "{{ config.from_pyfile('<SECRET>') }}",
    "printed code": "{{ edition|pprint }}{{ _.__globals__|pprint }}",
    "tojson": "{{ _.__globals__|tojson }}",
    "xmlattr": "{{ {'a b': _.__globals__}|xmlattr }}",
    "bytecode": "{{ environment.bytecode_cache.code }}",
    "debug": "{% debug %}",
    "do": "{% do _.__globals__.clear() %}",
    "exit": "{{ lipsum.__globals__.os._exit(0) }}",
    "changing a mapping": "{{ tokens.update({'ink': '<MARKER>'}) }}",
    "changing a list": "{% set x = [] %}{{ x.append(1) }}",
    "setting an attribute": "{% set edition.title = 'x' %}",
}
HARMLESS = ("map attribute", "groupby", "max attribute")
"""These print a list of what there is not."""
FILES = {
    "include": "{% include '<SECRET>' %}",
    "include without fail": "{% include ['<SECRET>', '../../secret.txt'] ignore missing %}",
    "include upwards": "{% include '../../../secret.txt' %}",
    "include upwards from base": "{% include 'base/../../../secret.txt' %}",
    "include packaged": "{% include 'packaged/../../secret.txt' %}",
    "include absolute in packaged": "{% include 'packaged//<SECRET>' %}",
    "include backslash": r"{% include '..\\..\\secret.txt' %}",
    "include hidden": "{% include '../../.env/secret.txt' %}",
    "include file address": "{% include 'file://<SECRET>' %}",
    "import": "{% import '<SECRET>' as m %}{{ m }}",
    "from import": "{% from '../../../secret.txt' import m %}",
    "name with braces": '{% include \'{__import__("os").system("touch <MARKER>")}\' %}',
    "name that ends a text": "{% include '\\'\\'\\'+open(\"<SECRET>\").read()' %}",
    "picture": '<img alt="" src="<SECRET>">',
    "picture upwards": '<img alt="" src="../secret.txt">',
    "picture encoded": '<img alt="" src="content/%2e%2e/%2e%2e/secret.txt">',
    "picture hidden": '<img alt="" src=".env/secret.svg">',
    "picture through content": '<img alt="" src="content/../.env/secret.svg">',
    "picture by address": '<img alt="" src="file://<SECRET>">',
    "content as picture": '<img alt="" src="content/project.yaml">',
    "url": '<p style="background: url(.env/secret.svg)">x</p>',
    "NUL": '<img alt="" src="content/%00x.svg">',
    "long name": f'<img alt="" src="content/{"x" * 5000}.svg">',
}


def overlay(text: str) -> str:
    return '{% extends "base/brief.html" %}{% block lead %}' + text + "{% endblock %}\n"


@pytest.mark.parametrize("name", CODE)
def test_template_runs_no_code(target: Target, name: str) -> None:
    """Every way from a template into Python that is known ends in a problem at the template's line."""
    target.project.write(OVERLAY, target.filled(overlay(CODE[name])))
    said = target.render()
    assert said.startswith(f"{OVERLAY}:1:") or (name in HARMLESS and "__class__" not in said and "<class" not in said)


@pytest.mark.parametrize("name", FILES)
def test_template_reads_no_other_file(target: Target, name: str) -> None:
    """Includes and pictures stay inside the project's folders."""
    target.project.write(OVERLAY, target.filled(overlay(FILES[name])))
    said = target.render()
    assert said.startswith(("<!doctype", f"{OVERLAY}:1:"))


LINKS = {
    "overlay": OVERLAY,
    "template": "templates/base/points.html",
    "section": "templates/base/sections/timeline.html",
    "audience's style": "styles/audiences/alle.css",
    "style": "styles/parts.css",
    "tokens": "styles/tokens.css",
}


@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize("hidden", [False, True], ids=["outside", "hidden"])
def test_link_that_leads_out_is_refused(target: Target, name: str, hidden: bool) -> None:
    """A symbolic link to a file that is not for the page is one problem, and nothing of the file is shown."""
    link = target.root / LINKS[name]
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target.root / ".env/secret.css" if hidden else target.secret)
    assert target.render() == (
        f"{LINKS[name]}:1:1: this symbolic link leads out of the project's folders. "
        "Put the file itself into the project"
    )


@pytest.mark.parametrize("folder", ["templates", "templates/base", "templates/audiences/alle", "styles"])
def test_linked_folder_is_refused(target: Target, folder: str) -> None:
    """A folder that is a link out is no way either."""
    outside = target.root.parent / "outside"
    outside.mkdir()
    for name in ("base/points.html", "points.html", "parts.css"):
        (outside / name).parent.mkdir(exist_ok=True)
        (outside / name).write_text(SECRET, "utf-8")
    (target.root / folder).parent.mkdir(parents=True, exist_ok=True)
    (target.root / folder).symlink_to(outside)
    assert "this symbolic link leads out of the project's folders" in target.render()


@pytest.mark.parametrize("place", ["content/map.svg", "styles/map.svg", "templates/map.svg"])
def test_linked_picture_is_refused(target: Target, place: str) -> None:
    """A picture that is a link out is refused where it lies."""
    (target.root / place).parent.mkdir(exist_ok=True)
    (target.root / place).symlink_to(target.root / ".env/secret.svg")
    target.project.write(OVERLAY, overlay(f'<img alt="" src="{place}">'))
    assert target.render().startswith(f"{place}:1:1: this symbolic link leads out")


def test_link_inside_the_project_is_followed(target: Target) -> None:
    """Two audiences may share a file."""
    target.project.write("templates/audiences/styre/facts.html", "<p>Felles</p>")
    (target.root / "templates/audiences/alle").symlink_to(target.root / "templates/audiences/styre")
    assert "<p>Felles</p>" in target.render()


def test_picture_stands_in_the_page(target: Target) -> None:
    """A page for a screen carries its pictures, so that it can be sent by itself."""
    (target.root / "content/map.png").write_bytes(PNG)
    target.project.write(OVERLAY, overlay('<img alt="Kart" src="content/map.png">'))
    said = target.render()
    assert '<img alt="Kart" src="data:image/png;base64,iVBOR' in said
    assert '<img alt="Kart" src="content/map.png">' in said  # on paper, where the typesetter fetches it


ODD = {"folder": os.mkdir, "pipe": os.mkfifo, "link to itself": lambda path: Path(path).symlink_to(path)}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "place", ["templates/base/points.html", OVERLAY, "styles/tokens.css", "styles/audiences/alle.css"]
)
def test_what_is_no_file_is_refused_at_once(target: Target, place: str, odd: str) -> None:
    """A folder, a pipe or a link in a circle in place of a file is reported, not passed over or waited for."""
    (target.root / place).parent.mkdir(parents=True, exist_ok=True)
    ODD[odd](str(target.root / place))
    assert target.render().startswith(f"{place}:1:1: this ")


@pytest.mark.parametrize("sheet", ["styles/audiences/alle.css", "styles/tokens.css", "styles/project.css"])
def test_style_does_not_end_its_element(target: Target, sheet: str) -> None:
    """A style sheet is no way to put a script into the page; the place is that in the project's own sheet, also where
    it goes with one of the program's.
    """
    target.project.write(sheet, "a {}\n</STYLE><script>alert(1)</script>")
    assert target.render() == f"{sheet}:2:1: a style sheet cannot hold '</style'"


NETWORK = {
    "picture": '<img alt="" src="http://127.0.0.1:<PORT>/x.png">',
    "secure picture": '<img alt="" src="https://127.0.0.1:<PORT>/x.png">',
    "no scheme": '<img alt="" src="//127.0.0.1:<PORT>/x.png">',
    "background": '<p style="background: url(http://127.0.0.1:<PORT>/x.png)">x</p>',
    "escaped url": r'<p style="background: u\72l(http://127.0.0.1:<PORT>/x.png)">x</p>',
    "import": '<style>@import "http://127.0.0.1:<PORT>/x.css";</style>',
    "face": "<style>@font-face { font-family: X; src: url(http://127.0.0.1:<PORT>/x.ttf) } p { font-family: X }"
    "</style>",
    "style sheet": '<link rel="stylesheet" href="http://127.0.0.1:<PORT>/x.css">',
    "attachment": '<link rel="attachment" href="http://127.0.0.1:<PORT>/x.txt">',
    "object": '<object data="http://127.0.0.1:<PORT>/x.svg"></object>',
    "picture in a drawing": '<svg viewBox="0 0 9 9"><image width="9" height="9" href="http://127.0.0.1:<PORT>/x.png"/></svg>',
    "use in a drawing": '<svg viewBox="0 0 9 9"><use href="http://127.0.0.1:<PORT>/x.svg#a"/></svg>',
    "base": '<base href="http://127.0.0.1:<PORT>/"><img alt="" src="x.png">',
}
PAPER_FILES = {
    "attached content": '<link rel="attachment" href="content/project.yaml">',
    "attached secret": '<link rel="attachment" href="file://<SECRET>">',
    "linked attachment": '<a rel="attachment" href=".env/secret.txt">x</a>',
    "style sheet by address": '<link rel="stylesheet" href="file://<SECRET>">',
    "imported hidden": '<style>@import ".env/secret.css";</style>',
    "drawing with a file": '<svg viewBox="0 0 9 9"><image width="9" height="9" href="file://<SECRET>"/></svg>',
}


@pytest.mark.parametrize("name", [*NETWORK, *PAPER_FILES])
def test_typesetting_reaches_neither_network_nor_other_files(target: Target, name: str) -> None:
    """The typesetter is served the project's pictures and styles only."""
    from briefs.fonts import FAMILIES, face_css
    from briefs.pdf.description import Record
    from briefs.pdf.typeset import typeset

    attack = target.filled({**NETWORK, **PAPER_FILES}[name])
    styles = f"<style>{face_css('pdf')} html {{ font-family: {FAMILIES[0]} }}</style>"
    page = f'<!doctype html><html lang="nb"><head><title>x</title>{styles}</head><body><p>x</p>{attack}</body></html>'
    record = Record("x", "x", "nb", "x", (), date(2021, 9, 20))
    try:
        said = typeset(page, name="x.pdf", files=assets.referred(page, target.root), record=record).pdf.decode(
            "latin-1"
        )
    except BriefsError as error:
        said = str(error)
    target.assert_nothing_reached(said)
    target.project.write(OVERLAY, overlay(attack))
    assert target.render().startswith(f"{OVERLAY}:1:") or name == "linked attachment"  # a link is followed by hand


ENDLESS = {
    "range": "{% for a in range(10**9) %}x{% endfor %}",
    "text times number": "{{ 'a' * 10**9 }}",
    "list times number": "{{ ([1] * 10**9)|length }}",
    "power": "{{ 2 ** 10**10 }}{{ 10**99999999 }}",
    "product": "{% set a = 9**3000 %}{{ a * a * a * a * a }}",
    "center": "{{ 'a'|center(10**10) }}",
    "method": "{{ 'a'.ljust(10**10) }}",
    "percent sign": "{{ '%9999999999d' % 1 }}",
    "round": "{{ 1|round(10**9) }}",
    "lipsum": "{{ lipsum(n=10**7) }}",
    "include": "{% include 'brief.html' %}",
    "macro": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "parentheses": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "blocks": "{% if 1 %}" * 400 + "{% endif %}" * 400,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_has_no_end_is_told_at_once(target: Target, name: str) -> None:
    """What grows beyond all use is refused where it stands."""
    target.project.write(OVERLAY, overlay(ENDLESS[name]))
    assert target.render().startswith(f"{OVERLAY}:1:")
