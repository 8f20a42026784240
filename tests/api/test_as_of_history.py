"""What stood in the register at a random moment of a random history is answered later, byte for byte, as it was answered then."""

import random

import pytest

from histories import History, addresses, answer_to, now_of

SNAPSHOTS, STEPS = 4, 20


@pytest.mark.parametrize("seed", [2008, random.SystemRandom().randrange(10**6)])
def test_any_moment_of_a_random_history_is_answered_as_it_was_then(fresh_forum, seed):
    """To every question that takes as_of, about every row that ever was, in every form, as asked by a stranger, a company, another
    (that asks for lists alone) and the Forum."""
    forum, history = fresh_forum, History(fresh_forum, seed)
    askers = {"a stranger": forum, "a company": forum.of(history.members[0]), "another": forum.of(history.members[1]),
              "the Forum": forum.staff}
    snapshots = []
    for _ in range(SNAPSHOTS):
        history.run(STEPS)
        entries = [(row["commitment_id"], row["id"]) for commitment in history.commitments
                   if forum.staff.get(f"/v1/commitments/{commitment}").status == 200
                   for row in forum.staff.every(f"/v1/commitments/{commitment}/progress")]
        moment = now_of(forum.database)
        snapshots.append((moment, {(who, address): answer_to(asker, address)
                                   for address in addresses(history, entries) for who, asker in askers.items()
                                   if who != "another" or address.count("/") == 2}))
    different = [f"as of {moment} {who} is answered {address} with\n  {later}, then\n  {then}"
                 for moment, answers in snapshots for (who, address), then in answers.items()
                 if (later := answer_to(askers[who], address, moment)) != then]
    assert not different, f"seed {seed}: {len(different)} answers differ\n" + "\n".join(different[:5])
