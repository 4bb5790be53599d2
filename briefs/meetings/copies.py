"""A copy of a meeting's papers for each recipient: in their language, with the briefs for their audience and their own
local figures, each in a folder that is called by an id and never by a name.

What recipients share is assembled and rendered once; each copy is written when it is made, so that a run that was
interrupted goes on where it was, and memory holds a few copies at a time.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefs import assets
from briefs.build.folder import opened
from briefs.build.formats import Made
from briefs.build.lock import Notice, locked
from briefs.build.manifest import MANIFEST, MAX_BYTES
from briefs.build.output import write_together
from briefs.build.workers import ReportProgress, given_or_spawned, rarely_collected
from briefs.content.model import Id, Library, Meeting
from briefs.content.recipients import Recipient
from briefs.edition.packs import Addressee, Pack, PackOrder, assemble_pack
from briefs.edition.receipt import origin_of_pack, origin_text
from briefs.errors import BriefsError, Problem, Where
from briefs.html.render import bodies_of, render_pack
from briefs.meetings.listed import ListedPaper, Readers, listed, read_papers, still_there
from briefs.meetings.packing import Packed, PackRun, maker, paper_of, record_of, unfit_for_everybody
from briefs.meetings.papers import PaperJob

RECIPIENTS = "recipients.json"
_AHEAD = 2  # copies for each process that wait to be made or written


class CopyOf(BaseModel):
    """Who got what: the recipient by id, and the file from the folder of the meeting."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    recipient: Id
    language: str
    audience: str | None = None
    edition: Readers
    path: str
    sha256: str
    pages: int


class _Copies(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    schema_: Annotated[Literal[1], Field(alias="schema")]
    meeting: Id
    copies: tuple[CopyOf, ...]


class _Shared(NamedTuple):
    """What all recipients of one language, audience and edition have in common."""

    pack: Pack
    bodies: Mapping[str, Markup]
    origin: str


Libraries = Callable[[Recipient], Library]
"""The content as a recipient has it, with their own local figures."""


@rarely_collected()
def make_copies(
    library_of: Libraries,
    meeting: Meeting,
    recipients: tuple[Recipient, ...],
    run: PackRun,
    step: ReportProgress,
    notice: Notice,
    executor: Executor | None = None,
) -> Packed:
    """Brings the copies of all recipients up to date; BriefsError with what is wrong, and what was made before stays.

    Copies of earlier runs go whose recipient is no longer on the list. They are made by the executor, `run.workers` at
    once; without one, by processes of this machine.
    """
    problems = [problem for each in recipients for problem in _unfit(library_of(each), meeting, each)]
    if problems or (problems := list(unfit_for_everybody(library_of(recipients[0]), meeting))):
        raise BriefsError(*problems)
    made: list[ListedPaper] = []
    current: list[ListedPaper] = []
    copies: list[CopyOf] = []
    with locked(run.out, notice), given_or_spawned(executor, min(run.workers, len(recipients))) as pool:
        earlier = read_copies(run.out, meeting.id)
        step(0, len(recipients), "")
        jobs = zip(recipients, _jobs(library_of, meeting, recipients, run), strict=True)
        for number, (recipient, job, paper, file) in enumerate(_in_turn(jobs, meeting, run, pool), 1):
            if file is not None:
                _write(run.out, recipient.id, meeting, paper, file.content)
            (current if file is None else made).append(paper)
            copies.append(_copy(recipient, job, paper))
            step(number, len(recipients), job.name)
        gone = _write_list(run.out, meeting, copies, earlier)
    return Packed(tuple(made), tuple(current), gone)


def read_copies(folder: Path, meeting: str) -> tuple[CopyOf, ...]:
    """Who got what from an earlier run, nothing where there was none; BriefsError where the list is something else."""
    try:
        with opened(folder) as held:
            found = _Copies.model_validate_json(held.read(RECIPIENTS, limit=MAX_BYTES))
    except OSError:
        return ()
    except ValidationError:
        found = None
    if found is None or found.meeting != meeting:
        what = f"this is no list of the copies of {meeting!r}"
        raise BriefsError(Problem(Where(str(folder / RECIPIENTS)), what, "Remove the file, or choose another folder"))
    return found.copies


def _unfit(library: Library, meeting: Meeting, recipient: Recipient) -> Iterator[Problem]:
    """What a recipient cannot be given: a language that the papers are not made in, an audience that there is not, and
    what is internal without being a member.
    """
    language = recipient.language or meeting.languages[0]
    if language not in meeting.languages:
        hint = f"They are made in {', '.join(meeting.languages)}"
        yield Problem(recipient.where.at("language"), f"the papers are not made in {language!r}", hint)
    audience = library.audiences.get(recipient.audience or "")
    if recipient.local and language != library.project.language:
        hint = "Leave 'local' out for this recipient"
        yield Problem(recipient.where.at("local"), f"local figures have no words in {language!r}", hint)
    if recipient.audience and audience is None:
        what = f"there is no audience {recipient.audience!r}"
        yield Problem(recipient.where.at("audience"), what, f"The audiences are {', '.join(library.audiences)}")
    if audience is not None and audience.sees_internal and not recipient.members:
        what = f"{recipient.audience!r} sees what is internal, and this copy is open to everybody"
        yield Problem(recipient.where.at("audience"), what, "Write 'members: true' for a copy of the members' edition")


def _jobs(library_of: Libraries, meeting: Meeting, recipients: Iterable[Recipient], run: PackRun) -> Iterator[PaperJob]:
    """The copies one after another, each rendered only when it is asked for."""
    shared: dict[tuple[object, ...], _Shared] = {}
    for recipient in recipients:
        language = recipient.language or meeting.languages[0]
        order = PackOrder(
            meeting=meeting.id,
            language=language,
            members=recipient.members,
            duplex=run.duplex,
            audience=recipient.audience,
        )
        key = (order, recipient.local)
        if key not in shared:
            library = library_of(recipient)
            pack = assemble_pack(library, order)
            origin = origin_text(origin_of_pack(library, pack))
            shared[key] = _Shared(pack, bodies_of(pack, run.root, "pdf"), origin)
        common = shared[key]
        to = Addressee(name=recipient.name, salutation=recipient.salutation)
        pack = replace(common.pack, order=replace(order, to=to))
        page = render_pack(pack, run.root, "pdf", common.bodies)
        yield PaperJob(
            name=f"{recipient.id}/{meeting.id}.pdf",
            kind="pdf",
            page=page,
            record=record_of(pack, page, common.origin),
            lang=language,
            document="copy",
            readers="members" if recipient.members else "public",
            files=assets.referred(page, run.root),
            proof=run.proof,
        )


def _in_turn(
    jobs: Iterable[tuple[Recipient, PaperJob]], meeting: Meeting, run: PackRun, pool: Executor | None
) -> Iterator[tuple[Recipient, PaperJob, ListedPaper, Made | None]]:
    """Each copy in the order of the list, with its file if it had to be made; so many are under way as the processes
    need to have work.
    """
    waiting: deque[tuple[Recipient, PaperJob, ListedPaper | None, Callable[[], Made] | None]] = deque()

    def next_done() -> tuple[Recipient, PaperJob, ListedPaper, Made | None]:
        recipient, job, known, make_one = waiting.popleft()
        if known is not None or make_one is None:
            assert known is not None  # whatever is not made is known
            return recipient, job, known, None
        file = make_one()
        return recipient, job, paper_of(job, file, meeting), file

    for recipient, job in jobs:
        known = None if run.force else _known(run.out / recipient.id, job, meeting)
        waiting.append((recipient, job, known, None if known else maker(job, pool)))
        while len(waiting) > (_AHEAD * run.workers if pool else 0):
            yield next_done()
    while waiting:
        yield next_done()


def _known(folder: Path, job: PaperJob, meeting: Meeting) -> ListedPaper | None:
    """The copy of an earlier run, where it is what would be made now."""
    for paper in read_papers(folder, meeting.id):
        if paper.inputs == job.inputs and still_there(folder, paper) is not None:
            return paper
    return None


def _write(out: Path, id: str, meeting: Meeting, paper: ListedPaper, content: bytes) -> None:
    files = {f"{id}/{meeting.id}.pdf": content, f"{id}/{MANIFEST}": listed(meeting.id, [paper])}
    write_together(out, files)


def _copy(recipient: Recipient, job: PaperJob, paper: ListedPaper) -> CopyOf:
    return CopyOf(
        recipient=recipient.id,
        language=paper.lang,
        audience=recipient.audience,
        edition=job.readers,
        path=job.name,
        sha256=paper.sha256,
        pages=paper.pages or 0,
    )


def _write_list(out: Path, meeting: Meeting, copies: list[CopyOf], earlier: Iterable[CopyOf]) -> tuple[str, ...]:
    """Writes who got what, and takes away the copies of those who are no longer on the list; gives their paths."""
    kept = {each.recipient for each in copies}
    old = [each for each in earlier if each.recipient not in kept]
    gone = sorted(path for each in old for path in (each.path, f"{each.recipient}/{MANIFEST}"))
    values = {
        "schema": 1,
        "meeting": meeting.id,
        "copies": [each.model_dump(exclude_none=True) for each in sorted(copies, key=lambda each: each.recipient)],
    }
    content = (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()
    write_together(out, {RECIPIENTS: content}, gone=gone)
    return tuple(each.path for each in old)
