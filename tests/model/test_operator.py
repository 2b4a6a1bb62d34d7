"""The operator's part of a scenario and the checks across parts: rows, sources, refusals."""

from pathlib import Path

import pytest

from riskcloud.kernels.layout import operator as rows
from riskcloud.model.base import Part
from riskcloud.model.numbers import facts
from riskcloud.model.operator import Operator
from riskcloud.model.operator.cohorts import Cohort
from riskcloud.model.operator.customers import Customer
from riskcloud.model.operator.tax import Tax
from riskcloud.model.reading import ScenarioError, read, read_yaml
from riskcloud.model.scenario import Scenario

SCENARIOS = sorted((Path(__file__).parents[2] / "configs/scenarios").glob("*.yaml"))
SECTIONS: dict[str, type[Part]] = {
    name: field.annotation
    for name, field in Operator.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, Part)
}
# What reaches the kernel by its place in a list, or in another shape.
LINKS = {"COHORT_ID", "COHORT_CHIP", "CUSTOMER_ID", "CUSTOMER_COHORT", "POWER_REGION"}
LINKS |= {"RENTAL_VENDOR"}
SHAPED = {"DEBT_RATING", "TAX_DEPRECIATION", "TAX_STRAIGHT_LINE_YEARS", "TAX_LOSS_USE"}
SHAPED |= {"COHORT_CURRENCY"}
SHAPES = {"DEBT_SPREAD", "TAX_GROUP", "COHORT_FOREIGN"} | {
    f"TAX_DEPRECIATION_{year}" for year in range(1, 11)
}
COUNTS = {"COHORT_INPUTS", "CUSTOMER_INPUTS", "MARKET_INPUTS"}
COUNTS |= {"OPERATOR_INPUTS_END", "DEPRECIATION_YEARS"}


def scenario(cohort: str = "", rest: str = "", *overrides: str) -> Scenario:
    """A hundred cards; ``cohort`` adds fields to them, ``rest`` lines to the file."""
    text = (
        "operator:\n  name: x\n"
        f"  cohorts:\n  - {{id: a, chip: h100, gpus: 100, price: 3e4{cohort}}}\n{rest}"
    )
    return read_yaml(text, Scenario, overrides)


def customers(*fields: str) -> str:
    lines = [f"  - {{id: c{i}, cohort: a, price: 2, {one}}}\n" for i, one in enumerate(fields)]
    return "  customers:\n" + "".join(lines)


def test_every_field_is_an_input_row_and_every_row_a_field() -> None:
    """A row is found by name: a field misspelt on either side would be a silent zero."""
    fields = {"WACC", "COST_OF_EQUITY", "CONTRACTED_SHARE"}
    groups: dict[str, type[Part]] = SECTIONS | {"cohort": Cohort, "customer": Customer}
    for prefix, kind in groups.items():
        fields |= {f"{prefix}_{name}".upper() for name in kind.model_fields}
    named = {n for n, v in vars(rows).items() if n.isupper() and isinstance(v, int)}
    assert fields - LINKS - SHAPED == named - SHAPES - COUNTS
    assert fields >= LINKS | SHAPED
    assert named >= SHAPES | COUNTS


@pytest.mark.parametrize("kind", [Operator, Cohort, Customer, *SECTIONS.values()])
def test_every_default_has_a_meaning_and_a_source(kind: type[Part]) -> None:
    for name, field in kind.model_fields.items():
        found = facts(field)
        assert found.meaning, name
        if isinstance(field.default, bool | int | float | str):
            assert found.source, name
        if isinstance(field.default, float):
            assert found.unit, name


def test_a_count_of_months_is_bounded() -> None:
    """Months are compared exactly as float64: none may run away."""
    kinds: list[type[Part]] = [Cohort, Customer, *SECTIONS.values()]
    for kind in kinds:
        for name, field in kind.model_fields.items():
            found = facts(field)
            if field.annotation is int and found.unit == "months":
                assert found.bounds.at_least is not None, (kind, name)
                assert found.bounds.at_most is not None, (kind, name)


REFUSED = [
    ("life", ", life_months: 0", "", "cohorts.a.life_months: found 0"),
    ("region", "", "  power: {region: uss}\n", "power.region: found .uss.*did you mean us"),
    ("rating", "", "  debt: {rating: aaa}\n", "debt.rating: found .aaa., expected one of ig, bb"),
    ("no chips", "", "market: {chips: []}\n", "cohorts.a.chip: .*but none is declared"),
    ("tenor", "", "  debt: {tenor_months: {uniform: [1, 2]}}\n", "cannot be a distribution"),
    ("order", ", order_month: 481", "", "order_month: found 481, .* at most 480"),
    ("deposit", ", deposit_share: 0.9, milestone_share: 0.2", "", "milestone_share: .*1.02 tog"),
    (
        "deposit as a distribution",
        ", deposit_share: {uniform: [0.2, 0.9]}, milestone_share: 0.2",
        "",
        "milestone_share: found 0.2, expected deposit and milestone of at most 1.02",
    ),
    (
        "availability",
        "",
        "  costs: {spares_share: 0.6, downtime: 0.5}\n",
        "costs.downtime: found 0.5, expected spares_share and downtime below 1",
    ),
    ("delivery", ", order_month: 400", "", "horizon_months: found its default, .* at least 407"),
    ("horizon", "", "run: {horizon_months: 6}\n", "horizon_months: found 6, .* at least 7"),
    ("paths", "", "run: {paths: 1e15}\n", "paths: found 1e15, .* 470,000.0 TB .* 253.5 years"),
    ("no paths", "", "run: {paths: 0}\n", "run.paths: found 0"),
    ("seed", "", "run: {seed: 18446744073709551616}\n", "run.seed: found 18446744073709551616"),
    (
        "cohort of a customer",
        "",
        customers("gpus: 9").replace("cohort: a", "cohort: b"),
        "c0.cohort: found .b., expected one of a",
    ),
    # 100 cards less 2 % spares and 1.5 % downtime let 96.5.
    (
        "let twice",
        "",
        customers("gpus: 50", "gpus: 46.6"),
        "c1.gpus: found 46.6, expected at most 46.5 .*other customers have 50.0",
    ),
    (
        "let twice at the worst",
        "",
        customers("gpus: {uniform: [80, 97]}"),
        "c0.gpus: found the distribution uniform",
    ),
    (
        "credit too late",
        "",
        customers("gpus: 9, term_months: 36, prepayment_share: 0.1"),
        "c0.prepayment_share: found 0.1, expected 0, or .* credited to month 60 .* term has 36",
    ),
    (
        "credit stated too late",
        "",
        customers("gpus: 9, term_months: 36, prepayment_share: 0.1, credit_to: 40"),
        "c0.credit_to: found 40, expected a month within the term of 36",
    ),
    (
        "a share that nobody rents",
        "",
        "  contracted_share: 0.5\n",
        "operator.contracted_share: found 0.5, expected 0, or named customers",
    ),
    ("credit reversed", "", customers("gpus: 9, credit_to: 24"), "c0.credit_from: "),
]


@pytest.mark.parametrize(("cohort", "rest", "words"), [r[1:] for r in REFUSED], ids=lambda _: "")
def test_refused_in_one_line_at_the_field(cohort: str, rest: str, words: str) -> None:
    with pytest.raises(ScenarioError, match=r"^text:\d+: (operator|run)\.\S+: found ") as caught:
        scenario(cohort, rest)
    assert len(caught.value.lines) == 1
    assert caught.match(words)


def test_an_unknown_chip_is_refused_with_a_near_name() -> None:
    with pytest.raises(ScenarioError, match=r"cohorts\.a\.chip: .*did you mean h100"):
        scenario("", "", "operator.cohorts.a.chip=h10")


def test_no_cohort_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"operator\.cohorts: .*at least one cohort"):
        read_yaml("operator: {name: x}\n", Scenario)


ACCEPTED = [
    ("the last card", "", customers("gpus: 50", "gpus: 46.5")),
    ("bounded cards", "", customers("gpus: {lognormal: {median: 20, p90: 30}, max: 60}")),
    (
        "bounded hours",
        "",
        "  costs: {downtime: {lognormal: {median: 0.02, p90: 0.03}, max: 0.2}}\n",
    ),
    ("freight early", ", deposit_share: 0.5, milestone_share: 0.52", ""),
    ("short, nothing prepaid", "", customers("gpus: 9, term_months: 36")),
    ("greatest seed", "", "run: {seed: 18446744073709551615}\n"),
    ("just delivered", "", "run: {horizon_months: 7}\n"),
    ("no share that nobody rents", "", "  contracted_share: 0\n"),
]


@pytest.mark.parametrize(("cohort", "rest"), [a[1:] for a in ACCEPTED], ids=lambda _: "")
def test_accepted_at_the_edge(cohort: str, rest: str) -> None:
    made = scenario(cohort, rest)
    assert made.operator.cohorts[0].id == "a"


def test_default_horizon_is_the_last_commissioning_and_a_life() -> None:
    # The site is at most 36 months late, unless stated.
    assert scenario().horizon == 0 + 6 + 36 + 60
    assert scenario(", order_month: 3, life_months: 48").horizon == 3 + 6 + 36 + 48
    late = ", by_rule: true, max_deferral: 9, order_month: 3"
    assert scenario(late).horizon == 3 + 9 + 6 + 36 + 60
    assert scenario(", commissioning_delay: 2.5").horizon == 0 + 6 + 2 + 60
    assert scenario(", commissioning_delay: 20").horizon == 0 + 6 + 20 + 60
    assert scenario(", commissioning_delay: {uniform: [0, 9.7]}").horizon == 0 + 6 + 10 + 60
    assert scenario(", order_month: 9", "run: {horizon_months: 40}\n").horizon == 40
    assert scenario(", life_months: 240").horizon == 240


def test_what_may_surprise_is_a_warning() -> None:
    assert scenario().warnings() == []
    prompt = ", commissioning_delay: 1"
    assert scenario(prompt, "run: {horizon_months: 67}\n").warnings() == []
    cut = scenario(prompt, customers("gpus: 9") + "run: {horizon_months: 66}\n").warnings()
    assert cut == [
        "cohort a may serve to month 67, past the horizon",
        "contract c0 may run to month 67, past the horizon",
    ]
    worn = scenario(prompt + ", life_months: 36", customers("gpus: 9")).warnings()
    assert worn == [
        "contract c0 may run to month 67, past the horizon",
        "contract c0 outlives the cards of a",
    ]
    rule = ", by_rule: true, order_month: 10, max_deferral: 20"
    late = scenario(rule, "run: {horizon_months: 30}\n").warnings()
    assert late == ["cohort a may be delivered in month 36, too late"]
    unlet = "\n  - {id: b, chip: h100, gpus: 9, price: 3e4}\n  contracted_share: 0.9\n"
    half = scenario("", unlet.removeprefix("\n") + customers("gpus: 9")).warnings()
    assert half == ["contracted_share: cohort b has no named customer to rent it"]


@pytest.mark.parametrize(
    ("tax", "first_years"),
    [
        (Tax(depreciation="bonus"), (1.0, 0.0)),
        (Tax(depreciation="macrs5"), (0.20, 0.32, 0.192, 0.1152, 0.1152, 0.0576, 0.0)),
        (Tax(depreciation="straight_line"), (0.2, 0.2, 0.2, 0.2, 0.2, 0.0)),
        (Tax(depreciation="straight_line", straight_line_years=10), (0.1,) * 10),
        (Tax(depreciation="straight_line", straight_line_years=1), (1.0, 0.0)),
    ],
)
def test_depreciation_is_ten_shares_of_one(tax: Tax, first_years: tuple[float, ...]) -> None:
    shares = tax.depreciation_shares()
    assert len(shares) == rows.DEPRECIATION_YEARS
    assert shares[: len(first_years)] == first_years
    assert sum(shares) == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_shipped_scenarios_are_valid_and_read_back(path: Path) -> None:
    made = read(path, Scenario)
    # The neocloud's cards are kept to the horizon and sold: that is said, and nothing else.
    assert all(line.endswith("past the horizon") for line in made.warnings())
    assert Scenario.model_validate(made.model_dump(mode="json")) == made


def test_two_operators_are_shipped_that_differ_in_kind() -> None:
    found = {path.stem: read(path, Scenario).operator for path in SCENARIOS}
    contracted, hourly = found["neocloud"], found["small-entrant"]
    assert len(contracted.customers) == 3
    assert hourly.customers == ()
    assert contracted.debt.size_on_contracts
    assert not hourly.debt.size_on_contracts
