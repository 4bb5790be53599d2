"""Which editions can be looked at from one of them: another brief, another audience, another language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefs.content.model import Library
from briefs.edition.edition import Order
from briefs.language.words import capitalised, language_name

Option = dict[str, str | bool]
"""One thing to choose: the path of the edition that it leads to, its name, and whether it is shown already."""


@dataclass(frozen=True)
class Choices:
    """The editions of a project, seen from one of them."""

    library: Library
    orders: Mapping[str, Order]
    stem: str

    @property
    def here(self) -> Order:
        """The edition that is shown, or the first one."""
        return self.orders.get(self.stem) or next(iter(self.orders.values()))

    @property
    def all(self) -> dict[str, list[Option]]:
        """What can be chosen: briefs, and of this one audiences and languages; the rest stays as near as it can."""
        tag, here = self.library.project.languages[0], self.here
        briefs = {order.brief: self.library.briefs[order.brief].label.get(tag) for order in self.orders.values()}
        of_brief = [order for order in self.orders.values() if order.brief == here.brief]
        audiences = {(order.audience, order.one_page): self._name(order, tag) for order in of_brief}
        languages = {order.language: capitalised(language_name(order.language, tag)) for order in of_brief}
        return {
            "briefs": [self._choice(name, brief=brief) for brief, name in briefs.items()],
            "audiences": [
                {**self._choice(name, audience=audience, one_page=one_page), "one_page": one_page}
                for (audience, one_page), name in audiences.items()
            ],
            "languages": [self._choice(name, language=language) for language, name in languages.items()],
        }

    def _name(self, order: Order, tag: str) -> str:
        audience = self.library.audiences.get(order.audience)
        return audience.name.get(tag) if audience else order.audience

    def _choice(self, name: str, **wanted: str | bool) -> Option:
        """The edition that has what is wanted and otherwise most of what is shown."""
        kept = ("brief", "audience", "one_page", "language")

        def likeness(order: Order) -> tuple[bool, ...]:
            is_wanted = all(getattr(order, key) == value for key, value in wanted.items())
            return is_wanted, *(getattr(order, key) == getattr(self.here, key) for key in kept)

        best = max(self.orders.values(), key=likeness)
        is_here = all(getattr(self.here, key) == value for key, value in wanted.items())
        return {"stem": best.stem, "name": name, "is_here": is_here}
