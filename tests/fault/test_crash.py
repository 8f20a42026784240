"""The short form of tests/fault/crash: forumd and PostgreSQL are killed under load, and a disk is filled."""

import random

import pytest

import trial
from machine import CanNotMount

ROUNDS = len(trial.CRASHES)


def test_every_acknowledged_write_exists_exactly_once_whatever_crashes(schema):
    seed = random.SystemRandom().randrange(1_000_000)
    print(f"to repeat it: tests/fault/crash --seed {seed} --rounds {ROUNDS}")
    print(trial.crash(seed, ROUNDS, say=print, schema=schema))


def test_nothing_acknowledged_is_lost_when_the_disk_is_full(schema):
    seed = random.SystemRandom().randrange(1_000_000)
    print(f"to repeat it: tests/fault/crash --fill --seed {seed} --rounds 1")
    try:
        print(trial.fill(seed, say=print, schema=schema))
    except CanNotMount as reason:
        pytest.skip(f"no small disk can be made here: {reason}")
