"""Price events against their law: rate, clusters, who follows, what moves."""

from dataclasses import replace

import numpy as np
import pytest

from riskcloud.columns import market as m
from riskcloud.kernels.lanes import LANES
from tests.market.case import VENDORS, Case, changed, simulate
from tests.market.checker import check_mean, check_probability, check_vector
from tests.market.event_law import Process, event_law, part
from tests.reference.price_events import poisson

GROUPS = 102_400 // LANES
SETTLED = 60  # months after which the start without events is forgotten
LED = 1.2 / 12
PROCESSES = ("compute_cuts", "compute_hikes", "token_cuts", "token_hikes")
FIRST = m.VENDOR_COMPUTE_CUTS
LAW = {
    "compute": Process(LED, branching=0.6, at_once=0.5, keep=0.5),
    "token": Process(LED, branching=0.4, at_once=0.9, keep=0.5**4),
}
RATES = {f"{name.removesuffix('s')}_rate": 12 * LED for name in PROCESSES}
EVENTS = RATES | {"compute_branching": 0.6, "token_branching": 0.4}


def still(start=0.0, vendors=VENDORS, **events):
    """A market whose tightness stays where it starts, to the bit, with nothing to price."""
    case = changed(
        demand={f"{regime}_growth": 0.0 for regime in ("boom", "normal", "bust")},
        tightness={
            **{"start": start, "volatility": 0.0, "jump_rate": 0.0},
            **{"capacity_response": 0.0, "demand_reversion": 0.0},
        },
        price_events=EVENTS | events,
    )
    return replace(case, generations=[], chips=[], chip_generation=[], vendors=vendors)


def rows_of(case: Case, field: int) -> list[int]:
    """A row of every vendor."""
    return [case.rows_of("vendors", place) + field for place in range(len(case.vendors))]


def counts(case, months, groups=GROUPS):
    """Events by process, shape (4, months, vendors, paths)."""
    rows = [row for place in range(4) for row in rows_of(case, FIRST + place)]
    found = simulate(case, [m.TIGHTNESS, *rows], months, groups)
    assert np.all(found[:, 0] == case.fields["tightness.start"])
    return found[:, 1:].reshape(len(months), 4, len(case.vendors), -1).swapaxes(0, 1)


@pytest.fixture(scope="module")
def settled():
    return counts(still(), [SETTLED, SETTLED + 1])


def of_two_months(law):
    """Mean and covariance of a month's counts and the next month's, one below the other."""
    mean = np.tile(law.mean, 2)
    block = np.block([[law.covariance, law.next_month.T], [law.next_month, law.covariance]])
    return mean, block


def test_the_law_is_that_of_one_vendor():
    """Mean, variance and autocovariance of an INGARCH(1, 1), with a = n(1 - k) and b = k."""
    law = event_law(Process(LED, 0.6, 0.3, 0.5), [{"leads": 2.0, "follows": 3.0}])
    a, b, mean = 0.6 * 0.5, 0.5, LED / (1 - 0.6)
    variance = mean * (1 - (a + b) ** 2 + a**2) / (1 - (a + b) ** 2)
    later = mean * a * (1 - b * (a + b)) / (1 - (a + b) ** 2)
    assert law.mean[0] == pytest.approx(mean)
    assert law.covariance[0, 0] == pytest.approx(variance)
    assert law.next_month[0, 0] == pytest.approx(later)


@pytest.mark.parametrize("at_once", [0.0, 0.5, 1.0])
def test_the_mean_of_all_is_led_over_one_less_branching(at_once):
    """Whatever part of the answers comes in the same month, and in whatever order."""
    law = event_law(Process(LED, 0.6, at_once, 0.5), VENDORS)
    assert law.mean.sum() == pytest.approx(LED / (1 - 0.6))


@pytest.mark.parametrize("place", range(4), ids=PROCESSES)
def test_counts_have_their_law(settled, place):
    """Mean and covariance of every vendor's events, within a month and with the next."""
    law = event_law(LAW[PROCESSES[place].partition("_")[0]], VENDORS)
    check_vector(np.concatenate(settled[place]), *of_two_months(law))


@pytest.mark.parametrize(
    "wrong",
    [
        *({"led": LED * 1.05}, {"branching": 0.57}, {"branching": 0.0}),
        *({"at_once": 0.35}, {"keep": 0.6}),
    ],
)
def test_the_checker_objects(settled, wrong):
    law = event_law(replace(LAW["compute"], **wrong), VENDORS)
    with pytest.raises(AssertionError, match="off by"):
        check_vector(np.concatenate(settled[0]), *of_two_months(law))


def test_processes_are_independent(settled):
    every = settled[:, 0].sum(axis=1)
    laws = [event_law(LAW[name.partition("_")[0]], VENDORS) for name in PROCESSES]
    variances = np.diag([law.covariance.sum() for law in laws])
    check_vector(every, [law.mean.sum() for law in laws], variances)


def slope(cause, effect):
    """Of a regression through both means, and its standard error."""
    x, y = cause - cause.mean(), effect - effect.mean()
    found = (x * y).sum() / (x**2).sum()
    residual = y - found * x
    return found, np.sqrt(((x * residual) ** 2).sum()) / (x**2).sum()


def branching_found(case):
    """Events of a month regressed on what waited: n(1 - k), where none answer at once."""
    (row,) = rows_of(case, m.VENDOR_WAITING)[:1]
    every = rows_of(case, FIRST)
    waited = simulate(case, [row], [SETTLED], GROUPS)[0, 0]
    events = simulate(case, every, [SETTLED + 1], GROUPS)[0].sum(axis=0)
    found, error = slope(waited, events)
    return found / (1 - 0.5), error / (1 - 0.5)


@pytest.mark.parametrize("branching", [0.0, 0.3, 0.6])
def test_branching_is_recovered(branching):
    found, error = branching_found(still(compute_same_month=0.0, compute_branching=branching))
    assert error < 0.02
    assert abs(found - branching) < 4 * error


def test_the_regression_objects():
    found, error = branching_found(still(compute_same_month=0.0, compute_branching=0.45))
    assert abs(found - 0.6) > 4 * error


@pytest.fixture(scope="module")
def long():
    return counts(still(), range(SETTLED, SETTLED + 100), groups=20_480 // LANES).sum(axis=2)


def drift_of_rate(events):
    """Second half against first, in standard errors over paths."""
    early, late = np.split(events, 2)
    gap = late.mean(axis=0) - early.mean(axis=0)
    return gap.mean() / gap.std() * np.sqrt(gap.size)


@pytest.mark.parametrize("place", range(4), ids=PROCESSES)
def test_subcritical_events_do_not_drift(long, place):
    assert abs(drift_of_rate(long[place])) < 4


def test_the_halves_object():
    from_nothing = counts(still(compute_half_life=12.0), range(1, 21), groups=20_480 // LANES).sum(
        axis=2
    )
    assert drift_of_rate(from_nothing[0]) > 4


def test_who_never_follows_does_not():
    """The second vendor leads a seventh of all, and what the others do is nothing to it."""
    found = counts(still(), [SETTLED, SETTLED + 1])[0]
    rate = LED * part(VENDORS, "leads")[1]
    later = found[1, 1]
    check_probability(later == 0, np.exp(-rate))
    moved = found[0].sum(axis=0) + found[1, 0] > 0
    check_probability((later == 0)[moved], np.exp(-rate))
    with pytest.raises(AssertionError, match="off by"):
        check_probability((found[1, 2] == 0)[moved], np.mean(found[1, 2] == 0))


def test_who_neither_leads_nor_follows_is_still():
    idle = [*VENDORS, {"weight": 1.0, "leads": 0.0, "follows": 0.0}]
    found = counts(still(vendors=idle), range(1, 40), groups=5_120 // LANES)
    assert np.all(found[:, :, 3] == 0)
    assert np.all(found[:, :, 0].sum(axis=(1, 2)) > 0)


@pytest.mark.parametrize(
    ("tightness", "cuts", "hikes"),
    [
        (0.2, np.exp(-0.46), np.exp(0.46)),
        (-0.3, np.exp(0.69), np.exp(-0.69)),
        (-1.0, 4.0, np.exp(-2.3)),  # four times and no more
    ],
)
def test_glut_brings_cuts_and_scarcity_rises(tightness, cuts, hikes):
    found = counts(still(start=tightness), [SETTLED]).sum(axis=2)[:, 0]
    for place, times in enumerate((cuts, hikes, cuts, hikes)):
        name = PROCESSES[place].partition("_")[0]
        law = event_law(replace(LAW[name], led=LED * times), VENDORS)
        check_mean(found[place], law.mean.sum(), np.sqrt(law.covariance.sum()), PROCESSES[place])


def test_moves_are_events_by_size_and_sum_to_the_index():
    case = still(compute_cut=0.12, compute_hike=0.3, token_cut=0.2, token_hike=0.5)
    weights = part(VENDORS, "weight")[:, None]
    for product, (down, up), move, mean in (
        ("compute", (0.88, 1.3), m.VENDOR_LIST_MOVE, m.LIST_MOVE),
        ("token", (0.8, 1.5), m.VENDOR_TOKEN_MOVE, m.TOKEN_MOVE),
    ):
        first = FIRST + 2 * (product == "token")
        fields = [row for field in (first, first + 1, move) for row in rows_of(case, field)]
        found = simulate(case, [*fields, mean], range(1, 25), 20)
        for month in found:
            cuts, hikes, moves = month[:9].reshape(3, 3, -1)
            np.testing.assert_allclose(moves, cuts * np.log(down) + hikes * np.log(up), atol=1e-14)
            np.testing.assert_allclose((weights * (moves - month[9])).sum(axis=0), 0, atol=1e-14)
        assert np.any(found[:, 6:9] != found[:, 9:])


def test_poisson_by_inversion_stops_at_four():
    """F of mean 2: .1353, .4060, .6767, .8571."""
    uniforms = np.array([0.1, 0.135, 0.136, 0.5, 0.7, 0.86, 0.999])
    assert poisson(2.0, uniforms).tolist() == [0, 0, 1, 2, 3, 4, 4]
    assert poisson(0.0, uniforms).tolist() == [0] * 7
