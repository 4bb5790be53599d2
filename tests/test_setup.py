"""The set-up: what the lock pins, what the wheel carries, and that every command the documents name exists."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from fnmatch import fnmatch
from importlib.metadata import metadata, packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version

from briefs import __version__, machine
from tools import packages, system

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINS = {
    canonicalize_name(name): Version(version)
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.MULTILINE)
}
RUNTIME = {canonicalize_name(wanted.name): wanted for wanted in map(Requirement, PROJECT["project"]["dependencies"])}
_EXTRAS = PROJECT["project"]["optional-dependencies"]
READERS = {canonicalize_name(wanted.name): wanted for wanted in map(Requirement, _EXTRAS["documents"])}
WRITERS = {
    canonicalize_name(wanted.name): wanted
    for wanted in map(Requirement, _EXTRAS["docx"])
    if canonicalize_name(wanted.name) not in READERS
}
CLUSTER = {canonicalize_name(wanted.name): wanted for wanted in map(Requirement, _EXTRAS["cluster"])}
PREVIEW = {
    canonicalize_name(wanted.name): wanted
    for wanted in map(Requirement, _EXTRAS["serve"])
    if canonicalize_name(wanted.name) not in READERS
}
OPTIONAL = READERS | WRITERS | CLUSTER | PREVIEW
DEVELOPMENT = {
    canonicalize_name(wanted.name): wanted for wanted in map(Requirement, PROJECT["dependency-groups"]["dev"])
}
COMPANIONS = {"markupsafe": "jinja2", "pydantic-core": "pydantic", "pydyf": "weasyprint"}  # the parent chooses them
NO_IMPORT = {"font-source-sans-pro", "font-source-serif-pro"}  # carry files, not code
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_no_folder_of_tests_is_passed_over() -> None:
    """pytest leaves out folders by their names, and a stage may be called as one of them."""
    options = PROJECT["tool"]["pytest"]["ini_options"]
    folders = {path.parent.name for root in options["testpaths"] for path in (ROOT / root).rglob("test_*.py")}
    assert {"build", "cli", "tests"} <= folders
    left_out = [name for name in folders if any(fnmatch(name, pattern) for pattern in options["norecursedirs"])]
    assert left_out == []


# --- the lock ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*RUNTIME, *OPTIONAL, *DEVELOPMENT])
def test_lock_pins_every_dependency(name: NormalizedName) -> None:
    """What pyproject.toml asks for is in the lock, in a version that it allows: `make lock` was not forgotten."""
    assert PINS[name] in (RUNTIME | OPTIONAL | DEVELOPMENT)[name].specifier


def test_every_pin_has_its_hashes() -> None:
    """A package whose bytes changed on the way is refused."""
    pins = re.split(r"\n(?=\w)", LOCK[re.search(r"^\w", LOCK, re.MULTILINE).start() :])  # type: ignore[union-attr]  # a lock has pins
    assert len(pins) == len(PINS)
    assert [pin.partition("==")[0] for pin in pins if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", pin)] == []


def test_lock_names_no_machine_and_no_registry() -> None:
    """Where packages come from is the machine's own affair."""
    assert re.findall(r"://|--(?:extra-)?index|--find-links|-e |file:", LOCK) == []


def test_every_dependency_is_explained_once() -> None:
    """docs/dependencies.md has one row for each package of pyproject.toml, with its licence and what it is for."""
    text = (ROOT / "docs/dependencies.md").read_text("utf-8")
    tables = {
        "The program": RUNTIME,
        "Word and PDF": READERS,
        "Word and Markdown": WRITERS,
        "A cluster": CLUSTER,
        "The live preview": PREVIEW,
        "Development": DEVELOPMENT,
    }
    for heading, wanted in tables.items():
        rows = _table(text.split(f"\n## {heading}\n")[1].split("\n## ")[0])
        named = [canonicalize_name(name) for package, *_ in rows for name in package.split(", ")]
        assert sorted(named) == sorted(wanted)
        assert [row for row in rows if not all(row)] == []


def _table(text: str) -> list[list[str]]:
    """The cells of a Markdown table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("name", [*RUNTIME, *OPTIONAL, *DEVELOPMENT])
def test_licence_in_the_documents_is_the_one_that_the_package_states(name: NormalizedName) -> None:
    """The installed package's own words, where they name a licence, are in its row."""
    rows = _table((ROOT / "docs/dependencies.md").read_text("utf-8"))
    (row_text,) = [row[1] for row in rows if name in map(canonicalize_name, row[0].split(", "))]
    stated = " ".join(_licences(name))
    families = [family for family in ("MIT", "BSD", "Apache", "MPL", "LGPL", "OFL") if family in stated]
    assert families and [family for family in families if family not in row_text] == []


def _licences(name: str) -> list[str]:
    """What a package's metadata say of its licence, with the short names of those that they write out."""
    about = metadata(name)
    fields = [value for key in ("License-Expression", "License", "Classifier") for value in about.get_all(key, [])]
    words = " ".join(value[:80] for value in fields if "::" not in value or value.startswith("License"))
    return [words, *(short for long, short in {"Lesser": "LGPL", "Mozilla": "MPL"}.items() if long in words)]


@pytest.mark.long
def test_imports_and_dependencies_are_the_same() -> None:
    """Every package that the program imports is declared, and every declared one is used."""
    used = _used("briefs")
    assert used - (RUNTIME | OPTIONAL).keys() == set()
    assert RUNTIME.keys() - used - NO_IMPORT == set()


@pytest.mark.long
def test_imports_of_the_workshop_are_declared() -> None:
    """Tests and tools too stand on nothing that is only there by chance."""
    declared = RUNTIME | OPTIONAL | DEVELOPMENT
    assert _used("tests", "tools", "conformance", "benchmarks") - declared.keys() == set()


def _used(*folders: str) -> set[str]:
    """The packages from outside that the Python files below these folders import, anywhere in them."""
    owners = {module: canonicalize_name(names[0]) for module, names in packages_distributions().items() if names}
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    names = {owners[top] for module in modules if (top := module.partition(".")[0]) in owners} - {"policy-briefs"}
    return {COMPANIONS.get(name, name) for name in names}


# --- the wheel --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as others install it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_wheel_carries_templates_and_styles(wheel: Path) -> None:
    """Every template, catalogue and style sheet of the checkout is inside the package."""
    wanted = {
        f"briefs/_{folder}/{path.relative_to(ROOT / folder).as_posix()}"
        for folder in ("templates", "styles")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    names = set(zipfile.ZipFile(wheel).namelist())
    assert wanted
    assert wanted - names == set()
    assert {name.split("/")[0] for name in names} == {
        "briefs",
        next(name for name in names if ".dist-info/" in name).split("/")[0],
    }


def test_wheel_carries_the_program_alone(wheel: Path) -> None:
    """The engine serves any topic: nothing of `content/`, and no file that is not the program's."""
    program = {path.relative_to(ROOT).as_posix() for path in (ROOT / "briefs").rglob("*") if path.is_file()}
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.startswith("briefs/")]
    assert {name for name in names if not name.startswith(("briefs/_templates/", "briefs/_styles/"))} == {
        name for name in program if not name.endswith(".pyc")
    }


def test_notices_name_what_is_installed_beside_the_program(wheel: Path) -> None:
    """Wheel and archive carry them; the licences are those of docs/dependencies.md."""
    text = (ROOT / "docs/dependencies.md").read_text("utf-8")
    licences = {
        canonicalize_name(name): licence
        for package, licence, *_ in filter(lambda row: len(row) > 1, _table(text))
        for name in package.split(", ")
        if canonicalize_name(name) in RUNTIME | OPTIONAL
    }
    notice = dict(re.findall(r"^- (\S+): (.+)$", (ROOT / "NOTICE").read_text("utf-8"), re.MULTILINE))
    assert {canonicalize_name(name): licence for name, licence in notice.items()} == licences
    with zipfile.ZipFile(wheel) as archive:
        carried = {name.rpartition("/")[2] for name in archive.namelist() if ".dist-info/licenses/" in name}
    assert carried == {"LICENSE", "NOTICE"}


@pytest.mark.long
def test_archive_and_wheel_are_the_same_each_time_and_free_of_strays(wheel: Path, tmp_path: Path) -> None:
    """The source archive has the program and what explains it, and gives the very wheel that the checkout gives."""
    packed = [_built("sdist", ROOT, tmp_path / name) for name in ("one", "two")]
    assert packed[0].read_bytes() == packed[1].read_bytes()
    with tarfile.open(packed[0]) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    told = {".gitignore", "CHANGELOG.md", "LICENSE", "NOTICE", "PKG-INFO", "README.md", "pyproject.toml"}
    assert {path.name for path in unpacked.iterdir()} == told | {"briefs", "templates", "styles"}
    files = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()} - told
    wanted = {
        path.relative_to(ROOT).as_posix()
        for folder in ("briefs", "templates", "styles")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert files == wanted
    assert _built("wheel", unpacked, tmp_path / "again").read_bytes() == wheel.read_bytes()


def _built(target: str, root: Path, folder: Path) -> Path:
    """A wheel or a source archive of a checkout."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


def test_changelog_has_the_version_of_the_program() -> None:
    """The newest version that has a day is this one; what is not released yet stands above it."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## \[([^]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$", text, re.MULTILINE)
    assert headings[0] == ("Unreleased", "")
    assert headings[1][0] == __version__ and headings[1][1]


@pytest.mark.long
def test_installed_program_builds_another_folder(wheel: Path, tmp_path: Path) -> None:
    """Away from the checkout, the program finds templates and styles in itself, the content in the folder named."""
    shutil.copytree(ROOT / "tests/projects/small/content", tmp_path / "project/content")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    program = "import sys, briefs.cli; sys.stderr.write(briefs.__file__); briefs.cli.main()"
    result = subprocess.run(
        [
            sys.executable,
            "-c",
            program,
            "build",
            "--format",
            "html",
            "--project",
            tmp_path / "project",
            "--out",
            tmp_path / "out",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, str(tmp_path / "installed") in result.stderr) == (0, True), result.stdout + result.stderr
    assert (tmp_path / "out/index.html").is_file()


# --- the commands that people are told --------------------------------------------------------------------------------


def test_readme_opens_with_the_two_commands() -> None:
    """Whoever has just cloned the project reads first what to type."""
    first = re.search(r"```\w*\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert first is not None
    assert re.findall(r"^make \w+", first[1], re.MULTILINE) == ["make briefs", "make test"]


@pytest.mark.parametrize(
    "path", [*DOCUMENTS, ROOT / ".ci/run", ROOT / ".github/workflows/briefs.yml"], ids=lambda path: path.name
)
def test_every_make_target_named_exists(path: Path) -> None:
    """No document, and neither of the two automatic runs, calls for a target that the Makefile lacks."""
    named = set(re.findall(r"(?:^|`|run: )make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+)(?=[ a-z]*:(?!=))", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert named - targets == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_between_documents_leads_somewhere(path: Path) -> None:
    """A file that a document links to or shows is there."""
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_promise_has_its_test() -> None:
    """`docs/security.md` names tests by file and function, and each is there."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs/security.md").read_text("utf-8"))
    assert len(named) > 15
    assert not [pair for pair in named if f"def {pair[1]}(" not in (ROOT / pair[0]).read_text("utf-8")]


def test_actions_are_pinned_by_their_hash() -> None:
    """A tag may be moved to other code; the hash of a commit cannot, and its comment says which version it is."""
    workflows = [*(ROOT / ".github/workflows").glob("*.yml"), *(ROOT / "briefs/skeleton").rglob("*.yml")]
    used = [line for path in workflows for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert used and not [line for line in used if not re.search(r"@[0-9a-f]{40}  # v\d+\.\d+\.\d+$", line)]


def test_make_sets_up_once(tmp_path: Path) -> None:
    """An environment that stands is left alone; a changed lock asks for another one."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    planned = re.search(r"^touch (\S*packages-\d+)$", _plan(tmp_path), re.MULTILINE)
    assert planned is not None
    for stamp in (planned[1], ".venv/ready"):
        (tmp_path / stamp).parent.mkdir(exist_ok=True)
        (tmp_path / stamp).touch()
    assert "pip install" not in _plan(tmp_path)
    with (tmp_path / "requirements.lock").open("a") as lock:
        lock.write("# newer\n")
    assert "pip install" in _plan(tmp_path)


def _plan(folder: Path) -> str:
    """What `make briefs` would do there."""
    return subprocess.run(["make", "-n", "briefs"], cwd=folder, check=True, capture_output=True, text=True).stdout


# --- the machine ------------------------------------------------------------------------------------------------------

LACKING = machine.Need("libnone.so.0", lambda: False, "libnone-0")
APT = {"apt-get": "/usr/bin/apt-get", "sudo": "/usr/bin/sudo"}


def test_root_installs_what_is_missing_unattended() -> None:
    """Root needs no sudo, and nobody is asked anything."""
    update, install = system.steps(["libnone-0"], root=True, which=APT.get)
    assert update[:3] == ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    assert update[-1] == "update"
    assert install[-4:] == ["install", "--yes", "--no-install-recommends", "libnone-0"]


def test_user_installs_through_sudo() -> None:
    """sudo drops the environment, so the variable stands behind it."""
    assert [step[:4] for step in system.steps(["libnone-0"], root=False, which=APT.get)] == [
        ["sudo", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    ] * 2


@pytest.mark.parametrize(
    "tools", [{"sudo": "/usr/bin/sudo"}, {"apt-get": "/usr/bin/apt-get"}], ids=["no apt", "no sudo"]
)
def test_nothing_is_run_where_nothing_can_be(tools: dict[str, str]) -> None:
    """Another system, or a user who may not, gets advice instead."""
    assert system.steps(["libnone-0"], root=False, which=tools.get) == []


def test_missing_thing_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where it cannot be installed, the command fails and says what to install."""
    monkeypatch.setattr(system, "NEEDS", {"pango": (LACKING,)})
    monkeypatch.setattr(system, "steps", lambda packages, *, root, which: [])
    assert system.main(["pango"]) == 1
    assert "Still missing: libnone.so.0." in (said := capsys.readouterr().err)
    assert "  apt-get update\n  apt-get install --no-install-recommends libnone-0" in said


def test_a_user_without_root_is_told_all_packages_of_all_targets_at_once() -> None:
    """Whoever has to ask an administrator asks once: what the later targets lack stands in the same advice."""
    words = machine.Need("nn_NO.dic", lambda: False, "hunspell-no")
    browser = machine.Need("chromium", lambda: False, "chromium")
    said = system.advice([LACKING], {"pango": [LACKING], "dictionaries": [words], "referees": [browser]}).splitlines()
    assert said[0] == "Still missing: libnone.so.0."
    assert said[2:5] == [
        "  apt-get update",
        "  apt-get install --no-install-recommends hunspell-no libnone-0  # make briefs, check and test",
        "  apt-get install --no-install-recommends chromium  # make conformance",
    ]


def test_what_the_machine_has_is_not_asked_for() -> None:
    """No command without a package, and no target that is ready."""
    said = system.advice([LACKING], {"pango": [LACKING], "dictionaries": [], "referees": []})
    assert said.count("apt-get install") == 1
    assert "conformance" not in said


@pytest.mark.skipif(find_spec("pip") is None, reason="not run: this environment has no pip")
def test_a_first_run_without_network_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    """A closed port stands for the network: pip alone would call the package unknown."""
    closed = ["--index-url", "http://127.0.0.1:9/simple", "--no-cache-dir", "--isolated"]
    assert packages.main([*closed, "a-package-that-nobody-has==1"]) == 1
    said = capfd.readouterr().err
    assert "no package index can be reached from here" in said
    assert "No matching distribution" not in said


@pytest.mark.skipif(find_spec("pip") is None, reason="not run: this environment has no pip")
def test_another_fault_of_pip_keeps_its_words(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A package that an index within reach lacks is no matter of the network."""
    assert (
        packages.main(["--no-index", "--find-links", str(tmp_path), "--isolated", "a-package-that-nobody-has==1"]) == 1
    )
    assert "No matching distribution found for a-package-that-nobody-has==1" in capfd.readouterr().err


def test_machine_that_has_everything_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second run neither asks the package manager nor says anything."""
    monkeypatch.setattr(system, "NEEDS", {"pango": (machine.library("libc.so.6", "libc6", "libSystem.dylib"),)})
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("something was run"))
    assert system.main(["pango"]) == 0
    assert capsys.readouterr() == ("", "")


def test_pango_is_all_that_weasyprint_loads() -> None:
    """Each library that WeasyPrint opens on this system is looked for, so that a missing one is found before it is
    needed.
    """
    spec = find_spec("weasyprint")
    assert spec is not None
    assert spec.origin is not None
    source = (Path(spec.origin).parent / "text/ffi.py").read_text("utf-8")
    opened = set(re.findall(r"'(lib[\w.-]+\.so\.\d+)'", source)) - {
        "libharfbuzz-vector.so.0"
    }  # optional, and newer than Debian 12
    assert opened == {need.name for need in machine.NEEDS["pango"]}
