"""`python tools/packages.py ARGUMENT…`: `pip install` that says plainly when nothing could be fetched.

pip reports an index that it cannot reach as «No matching distribution found», which sends people to look for a fault in
the lock. `make` runs this with the environment's own Python, before anything is installed: standard library only.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence

_UNREACHABLE = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ProxyError|Failed to establish a new connection"
    r"|Temporary failure in name resolution|Network is unreachable|Connection refused",
)
OFFLINE = (
    "The Python packages could not be fetched: no package index can be reached from here.\n"
    "The first run needs the network (PIP_INDEX_URL names another index, PIP_PROXY a proxy); later runs do not."
)


def main(arguments: Sequence[str]) -> int:
    """Installs; the exit status of pip, and its own words unless it had no network."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2"]
    done = subprocess.run([*pip, *arguments], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if message := explained(done.stderr) if done.returncode else done.stderr:
        print(message.rstrip(), file=sys.stderr)
    return done.returncode


def explained(message: str) -> str:
    """What to print of pip's error: that there was no network, which its retries show, or pip's own words."""
    return OFFLINE if "No matching distribution" in message and _UNREACHABLE.search(message) else message


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
