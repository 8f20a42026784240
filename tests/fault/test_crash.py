"""The short form of tests/fault/crash: forumd and PostgreSQL are killed under load, and a disk is filled."""

import random
import warnings

import machine
import trial

ROUNDS = len(trial.CRASHES)


def new_seed():
    return random.SystemRandom().randrange(1_000_000)


def test_every_acknowledged_write_exists_exactly_once_whatever_crashes(schema):
    seed = new_seed()
    print(f"to repeat it: tests/fault/crash --seed {seed} --rounds {ROUNDS}")
    print(trial.crash(seed, ROUNDS, say=print, schema=schema))


# Where no small disk can be had, as for whoever is not root, there is no such test: that is said, and nothing is counted.
reason = machine.why_no_small_disk()
if reason:
    warnings.warn(f"a full disk is not tried here: {reason}")
else:
    def test_nothing_acknowledged_is_lost_when_the_disk_is_full(schema):
        seed = new_seed()
        print(f"to repeat it: tests/fault/crash --fill --seed {seed} --rounds 1")
        print(trial.fill(seed, say=print, schema=schema))
