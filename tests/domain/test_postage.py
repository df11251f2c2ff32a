"""When a letter that could not leave is tried again."""

from datetime import UTC, datetime, timedelta

from mailbot.domain.postage import Retries, next_try

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _pauses(key: str, rule: Retries) -> list[timedelta]:
    found = []
    for tries in range(1, rule.tries):
        then = next_try(key, tries, NOW, rule)
        assert then is not None
        found.append(then - NOW)
    return found


def test_the_pauses_grow_up_to_their_bound():
    """Growing pauses (mail-layer 26): each doubles until the longest is reached."""
    pauses = _pauses("7", Retries(jitter=0))

    assert pauses[:4] == [timedelta(seconds=s) for s in (15, 30, 60, 120)]
    assert pauses[-1] == timedelta(hours=4)
    assert pauses == sorted(pauses)


def test_patience_lasts_four_to_five_days():
    """Days, then failed (RFC 5321 section 4.5.4.1)."""
    for key in ("1", "2", "99"):
        total = sum(_pauses(key, Retries()), timedelta())
        assert timedelta(days=3.5) < total < timedelta(days=5)


def test_the_last_try_is_followed_by_none():
    """The bound, below, at and above."""
    rule = Retries(tries=5)

    assert next_try("1", 4, NOW, rule) is not None
    assert next_try("1", 5, NOW, rule) is None
    assert next_try("1", 6, NOW, rule) is None


def test_the_spread_is_bounded_and_differs_by_letter():
    """Jitter (mail-layer 26): a fifth to both sides, not the same for every letter."""
    plain = next_try("1", 3, NOW, Retries(jitter=0))
    assert plain is not None
    spread = {next_try(str(key), 3, NOW) for key in range(50)}

    assert len(spread) > 40
    for then in spread:
        assert then is not None
        assert 0.8 <= (then - NOW) / (plain - NOW) <= 1.2


def test_the_same_question_has_the_same_answer():
    """Pure: nothing random, nothing asked."""
    assert next_try("1", 3, NOW) == next_try("1", 3, NOW)
