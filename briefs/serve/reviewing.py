"""What is wrong with a project, as `briefs check` and `briefs verify` tell it: worked out by processes of their own,
for which no page waits.
"""

from __future__ import annotations

from pathlib import Path

from briefs.build.sound import judged
from briefs.content.limits import first_of_each_file
from briefs.content.load import Loaded
from briefs.errors import BriefsError, Problem
from briefs.language import tables


def checked(loaded: Loaded, root: Path) -> tuple[Problem, ...]:
    """All that `check` says of content that was loaded: errors first, of translations the first of each file."""
    tables.use(root / tables.OWN)  # in another process, which has loaded nothing
    try:
        sound = judged(loaded, root)
    except BriefsError as error:
        problems = error.problems
    else:
        lacking = (problem for found in sound.unfit.values() for problem in first_of_each_file(found))
        problems = (*sound.warnings, *lacking)
    return tuple(sorted(problems, key=lambda problem: problem.severity != "error"))
