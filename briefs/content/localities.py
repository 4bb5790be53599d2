"""The content with the local figures of one recipient, in the place of those of `content/local.yaml`."""

from __future__ import annotations

from dataclasses import replace

from briefs.content import model
from briefs.content.translations import placed


def with_locality(library: model.Library, locality: model.Locality) -> model.Library:
    """The library whose locality is this one; its figures are among all others, as those of the content are."""
    others = {id: figure for id, figure in library.figures.items() if id not in library.local_figures}
    locality = placed(locality, f"locality/{locality.id}", library.project.language)
    own = {figure.id: figure for figure in locality.figures}
    bare = locality.model_copy(update={"figures": ()})
    return replace(library, figures=others | own, localities={bare.id: bare}, local_figures=tuple(own))
