"""When a server is left alone and when it is tried again."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from search.engines.base import EngineUnavailable
from search.engines.breaker import FAILURES, LONGEST_PAUSE, PAUSE, Breaker
from search.engines.elasticsearch.errors import EngineRefused, EngineSlow


class Clock:
    """Seconds that pass when we say so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def fail(breaker: Breaker, error: type[Exception] = EngineUnavailable) -> None:
    with pytest.raises(error, match="proef"), breaker.asking():
        raise error("proef")


def answer(breaker: Breaker) -> None:
    with breaker.asking():
        pass


def is_left_alone(breaker: Breaker) -> bool:
    try:
        answer(breaker)
    except EngineUnavailable:
        return True
    return False


def test_opens_after_a_few_failures_in_a_row(breaker: Breaker) -> None:
    for _ in range(FAILURES - 1):
        fail(breaker)
    answer(breaker)
    for _ in range(FAILURES - 1):
        fail(breaker)
    assert not breaker.is_open
    fail(breaker)
    assert breaker.is_open
    assert is_left_alone(breaker)


def test_one_that_cost_time_opens_at_once(breaker: Breaker) -> None:
    fail(breaker, EngineSlow)
    assert is_left_alone(breaker)


def test_a_server_that_refuses_is_not_away(breaker: Breaker) -> None:
    for _ in range(3 * FAILURES):
        fail(breaker, EngineRefused)
    assert not breaker.is_open


def test_an_answer_after_the_pause_closes_it(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, EngineSlow)
    clock.now += PAUSE - 0.1
    assert is_left_alone(breaker)
    clock.now += 0.1
    answer(breaker)
    assert not breaker.is_open


def test_the_pause_grows_to_a_limit_and_begins_anew(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, EngineSlow)
    for pause in (2.0, 4.0, 8.0, 16.0, 30.0, 30.0):
        clock.now += pause - 0.1
        assert is_left_alone(breaker)
        clock.now += 0.1
        fail(breaker)
    clock.now += LONGEST_PAUSE
    answer(breaker)
    fail(breaker, EngineSlow)
    clock.now += PAUSE
    assert not is_left_alone(breaker)


def test_one_asker_at_a_time_tries(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, EngineSlow)
    clock.now += PAUSE
    with breaker.asking():
        assert is_left_alone(breaker)
    assert not is_left_alone(breaker)


def test_of_many_threads_one_tries(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, EngineSlow)
    clock.now += PAUSE
    together, done = Barrier(8), Barrier(8)

    def ask(_number: int) -> bool:
        together.wait()
        try:
            with breaker.asking():
                done.wait()
        except EngineUnavailable:
            done.wait()
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(8))) == 1


def test_a_mistake_of_ours_while_trying_tells_nothing(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, EngineSlow)
    clock.now += PAUSE
    with pytest.raises(ZeroDivisionError), breaker.asking():
        raise ZeroDivisionError
    assert breaker.is_open
    answer(breaker)
    assert not breaker.is_open


def test_a_late_failure_does_not_lengthen_the_pause(breaker: Breaker, clock: Clock) -> None:
    early = breaker.asking()
    early.__enter__()
    fail(breaker, EngineSlow)
    early.__exit__(EngineSlow, EngineSlow("proef"), None)
    clock.now += PAUSE
    assert not is_left_alone(breaker)
