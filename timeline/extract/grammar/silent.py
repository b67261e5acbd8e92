"""The readings of a sentence in which no trigger told an event, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline.extract.drafting.draft import Told
from timeline.extract.frames.read import TALK
from timeline.extract.grammar import brief, deals, feelings, measures, meetings, no_answer, passives, prose, talk, terse
from timeline.extract.grammar.sentence import Sentence

_RULES: tuple[Callable[[Sentence], Told | None], ...] = (
    measures.notice,
    measures.letter,
    measures.off_the_list,
    terse.told_no,
    terse.not_before,
    terse.told_of_an_offer,
    terse.will_be_there,
    terse.nobody_there,
    terse.signature_put,
    terse.declared_off,
    deals.appeared,
    deals.failed,
    deals.there_is_one,
    deals.none_yet,
    deals.point_settled,
    deals.agreed_there,
    deals.in_return,
    deals.told_by_the_other,
    deals.decided_item,
    deals.set_out,
    deals.signature_to_come,
    deals.signed_on,
    brief.moves_second,
    passives.asked_by,
    passives.put_by,
    talk.figure_put,
    talk.own_figure,
    talk.took_time,
    talk.under_a_paper,
    talk.aim,
    talk.runs_out,
    talk.answer_due,
    meetings.was_to_come,
    prose.never_came,
    prose.was_the_word,
    prose.came_from,
    prose.came_with,
    prose.on_the_table,
    prose.that_was_sent,
    prose.split_wish,
    prose.in_a_word,
    prose.mood,
    brief.judged_briefly,
    talk.elliptic_no,
    talk.elliptic_yes,
    talk.elliptic_maybe,
    talk.reply_was,
    no_answer.no_reaction,
    talk.wants,
    talk.stays,
    talk.suggested,
    talk.too_much,
    talk.flat_stance,
    talk.called,
    talk.points_counted,
    talk.deal_judged,
    passives.asked_in_a_clause,
    meetings.by_instrument,
    meetings.as_a_guest,
    meetings.together_for,
    meetings.two_joined,
    meetings.at_the_others,
    meetings.by_number,
    meetings.by_length,
    meetings.bound_for,
    meetings.future_encounter,
    measures.from_a_day_to_come,
    measures.since_a_day,
    deals.set_up,
    measures.voted,
    measures.starts_on_a_day,
    measures.house_votes,
    prose.issued_on,
    feelings.act_told_on,
    measures.act_on_a_day,
    measures.price_of_refusal,
    deals.provision,
    deals.bare_term,
    deals.with_a_deal,
)


def silent_reading(sentence: Sentence) -> Told | None:
    """What the sentence tells by its grammar; None where no rule reads it."""
    told = _read(sentence)
    if told is not None:
        return told
    plain = sentence.without_its_source()
    told = _read(plain) if plain is not None else None
    if told is None or told.frame.type in TALK or told.frame.sense.rule in _PLAIN:
        return None
    return replace(told, speaker=sentence.speaker)


_PLAIN = frozenset(("agreement.provision",))
"""Rules that read what anybody might foresee or wish, were it somebody's word: "the water will fall, he said"."""


def _read(sentence: Sentence) -> Told | None:
    for rule in _RULES:
        told = rule(sentence)
        if told is not None:
            return told
    return None
