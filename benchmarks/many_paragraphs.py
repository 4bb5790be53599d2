"""`python benchmarks/many_paragraphs.py --corpora DIR [--topic NAME]`: processor time of `verify` over long documents.

Six documents of 3000 paragraphs with the claims of a topic. What fills them up has the words of all corpora, so that
there is as much to tell a claim's paragraph from as in documents as people write them. Exit status 1 where it took
longer than is allowed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.corpora import Corpus, read_corpora
from benchmarks.evidence import ASIDE
from briefs.content import model
from briefs.content.documents import Document, document
from briefs.errors import BriefsError
from briefs.review.verify import verify

DOCUMENTS, PARAGRAPHS = 6, 3000
LIMIT = 15.5  # seconds, what it took before texts and places were held too
_SENTENCES = 3


def grown(corpus: Corpus, paragraphs: list[str], documents: int, length: int) -> Corpus:
    """The corpus with so many documents of so many paragraphs each, those of the corpus first; a document that it has
    once stands in it again under another name, with its claims.
    """
    sources: dict[str, model.Source] = {}
    texts: dict[str, Document] = {}
    known = cycle(corpus.library.sources.values())
    for at, source in enumerate(islice(known, documents)):
        id = source.id if source.id not in sources else f"{source.id}-{at}"
        own = corpus.documents[source.id].paragraphs
        filled = [*own, *islice(_fillers(paragraphs, at), max(0, length - len(own)))]
        texts[id] = document(f"{id}.txt", "\n".join(filled).encode())
        changed = {"id": id, "file": texts[id].file, "sha256": texts[id].sha256, "paragraphs": len(filled)}
        sources[id] = source.model_copy(update=changed)
    return replace(corpus, library=replace(corpus.library, sources=sources), documents=texts)


def _fillers(paragraphs: list[str], seed: int) -> Iterator[str]:
    """Paragraphs of sentences that stand in several, in an order of their own."""
    rng = Random(seed)
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph.split(". ") if sentence.strip()]
    while True:
        yield ". ".join(sentence.rstrip(".") for sentence in rng.sample(sentences, _SENTENCES)) + "."


def main(arguments: list[str]) -> int:
    """Prints the seconds; 1 where there are too many of them, or where the corpora cannot be read."""
    parser = argparse.ArgumentParser(description="What `briefs verify` costs over long documents.")
    parser.add_argument("--corpora", type=Path, required=True, metavar="DIR", help="a folder with a folder per topic")
    parser.add_argument("--topic", default="barnehage", metavar="NAME", help="whose claims are held")
    options = parser.parse_args(arguments)
    try:
        corpora = [corpus for corpus in read_corpora(options.corpora) if corpus.name not in ASIDE]
    except BriefsError as error:
        print("\n".join(map(str, error.problems)), file=sys.stderr)
        return 1
    chosen = next((corpus for corpus in corpora if corpus.name == options.topic), None)
    if chosen is None:
        print(f"There is no topic {options.topic!r} in {options.corpora}.", file=sys.stderr)
        return 1
    paragraphs = [words for corpus in corpora for text in corpus.documents.values() for words in text.paragraphs]
    corpus = grown(chosen, paragraphs, DOCUMENTS, PARAGRAPHS)
    started = time.process_time()
    verify(corpus.library, corpus.documents)
    spent = time.process_time() - started
    claims = sum(len(source.claims) for source in corpus.library.sources.values())
    print(f"{DOCUMENTS} documents of {PARAGRAPHS} paragraphs, {claims} claims: {spent:.1f} s (limit {LIMIT})")
    return int(spent > LIMIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
