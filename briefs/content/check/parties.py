"""Rules for who says so and when: whose word a status stands on, and that an answer comes after its demand."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.content import model
from briefs.content.check.entries import in_words
from briefs.errors import Problem


def warrants(library: model.Library) -> Iterator[Problem]:
    """The word of whoever is responsible is theirs, and no party to a measure is a witness to it."""
    if library.broken or any(actor.of and actor.of not in library.actors for actor in library.actors.values()):
        return  # who speaks for whom is not known
    for measure in library.measures.values():
        if measure.owner not in library.actors:
            continue  # reported by unknown_records
        parties = parties_to(measure, library)
        for step in measure.log:
            speakers = [claim.speaker for cite in step.cites if (claim := library.claim(cite))]
            chains = [library.speaks_for(speaker) for speaker in speakers]
            where = step.where.at("warrant")
            if not chains:
                continue
            if step.warrant == "official" and not any(measure.owner in chain for chain in chains):
                what = f"{in_words(dict.fromkeys(speakers))} does not speak for {measure.owner!r}, who is responsible"
                right = "party" if all(parties & set(chain) for chain in chains) else "evidence"
                yield Problem(where, what, f"Write 'warrant: {right}', or mend the 'owner'")
            if step.warrant == "evidence" and all(parties & set(chain) for chain in chains):
                what = f"{in_words(dict.fromkeys(speakers))} is a party to this measure, and no independent witness"
                owner = any(measure.owner in chain for chain in chains)
                yield Problem(where, what, f"Write 'warrant: {'official' if owner else 'party'}'")
            if step.warrant == "party" and not any(parties & set(chain) for chain in chains):
                what = f"{in_words(dict.fromkeys(speakers))} is no party to this measure"
                yield Problem(where, what, "Write 'warrant: evidence'")


def parties_to(measure: model.Measure, library: model.Library) -> frozenset[str]:
    """Who has a part in a measure: its owner, those of a cooperation with the owner, and both sides of what it
    answers.
    """
    found = {measure.owner}
    for actor in library.actors.values():
        for parties in actor.parties:
            together = {actor.id, *parties.members}
            if any(measure.owner in library.speaks_for(each) for each in together):
                found |= together
    for answer in measure.answers:
        if demand := library.demands.get(answer.demand):
            found |= {demand.by, *([demand.to] if demand.to else [])}
    return frozenset(found)


def claims_of_parties(library: model.Library) -> Iterator[Problem]:
    """What somebody says who demands something, or is responsible for something, is their claim: advice, for a date or
    a title is a fact whoever gives it.
    """
    parties = library.parties
    for source in library.sources.values():
        for claim in source.claims:
            stated = claim.gives("kind") and claim.kind == "fact" and not any(model.placeholders(claim.text.words))
            if stated and parties & set(library.speaks_for(claim.speaker)):
                what = f"a fact on the word of {claim.speaker!r}, who is a party"
                hint = "Leave 'kind' out, or write 'kind: assertion', unless it is a date, a place or a title"
                yield Problem(claim.where.at("kind"), what, hint, severity="warning")
                break  # the first of a document tells


def early_answers(library: model.Library) -> Iterator[Problem]:
    """What was done before a demand was made does not answer it."""
    for measure in library.measures.values():
        for answer in measure.answers:
            demand = library.demands.get(answer.demand)
            asked = [cite for statement in demand.statements for cite in statement.cites] if demand else []
            days = [library.sources[cite.source].date.first for cite in asked if cite.source in library.sources]
            steps = [step for step in measure.log if set(step.cites) & set(answer.cites)]
            if days and steps and all(step.date.last < min(days) for step in steps):
                last = max(step.date.last for step in steps)
                what = (
                    f"the demand {answer.demand!r} was made on {min(days)} or later, and what answers it is of {last}"
                )
                hint = "What came before a demand answers nothing: cite a later step, or take the answer out"
                yield Problem(answer.where.at("demand"), what, hint)


def parts_of_parts(library: model.Library) -> Iterator[Problem]:
    """What a measure is part of is a whole: its deadline is looked for there and no farther."""
    for measure in library.measures.values():
        whole = library.measures.get(measure.part_of or "")
        if whole is not None and whole.part_of and whole.id != measure.id:
            hint = f"Write 'part_of: {whole.part_of}'"
            yield Problem(measure.where.at("part_of"), f"{whole.id!r} is itself part of {whole.part_of!r}", hint)
