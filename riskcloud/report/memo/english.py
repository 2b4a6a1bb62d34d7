"""The memo in English.  Another language is another table with the same keys.

Labels of figures, units and cautions come with the figures, in English, from `riskcloud.run`
and `riskcloud.risk`; another language has a table of those too.
"""

from riskcloud.report.memo.language import Language

ENGLISH = Language(
    "en",
    {
        # Figures
        "list": "; ",
        "names": ", ",
        "between_sentences": " ",
        "either": "{first} or {second}",
        "range": "{low} to {high}",
        "up_to": "up to {high}",
        "from": "{low} or more",
        "constant": "given",
        "a_year": "{rate} a year",
        "mean_a_year": "{rate} a year in the mean",
        "interval": "{level} interval",
        "chance": "on {share} of paths ({level} interval {interval})",
        "chance_rare": "on {hits} of {paths} ({share}; {level} interval {interval})",
        "chance_none": "on none of {paths} (below {bound} at {level} confidence)",
        "chance_all": "on all of {paths} (above {bound} at {level} confidence)",
        "none_of": "none of {paths}",
        "all_of": "all of {paths}",
        "below": "below {bound}",
        "above": "above {bound}",
        "one_path": "1 path",
        "paths": "{count} paths",
        # Head
        "title": "Investment memo: {scenario}",
        "subtitle": "{paths} over {horizon} months, amounts in {currency}, seed {seed},"
        " digest {digest}",
        # Verdict
        "verdict": "Verdict",
        "verdict_earns": "Equity more likely than not earns its cost of equity of {equity_rate}:"
        " its IRR falls short {equity}, and that of the project before debt falls short of its"
        " wacc of {project_rate} {project}.",
        "verdict_falls_short": "Equity more likely than not falls short of its cost of equity of"
        " {equity_rate}: its IRR does so {equity}, and that of the project before debt falls"
        " short of its wacc of {project_rate} {project}.",
        "verdict_always_earns": "Equity earns its cost of equity of {equity_rate} on every path"
        " simulated: its IRR falls short {equity}, and that of the project before debt falls short"
        " of its wacc of {project_rate} {project}.",
        "verdict_never_earns": "Equity earns its cost of equity of {equity_rate} on no path"
        " simulated: its IRR falls short {equity}, and that of the project before debt falls short"
        " of its wacc of {project_rate} {project}.",
        "verdict_open": "Whether equity earns its cost of equity of {equity_rate} is an even bet"
        " as far as this many paths can tell: its IRR falls short {equity}, and that of the"
        " project before debt falls short of its wacc of {project_rate} {project}.",
        "verdict_few": "Too few paths to judge whether equity earns its cost of equity of"
        " {equity_rate}: its IRR falls short {equity}, and that of the project before debt falls"
        " short of its wacc of {project_rate} {project}.",
        "figure": "Figure",
        "estimate": "Estimate",
        # Tail
        "tail": "Where the tail is",
        "tail_mean": "Over the worst 5 % of paths the equity NPV averages {value} ({level}"
        " interval {interval}).",
        "tail_mean_bare": "Over the worst 5 % of paths the equity NPV averages {value}; these"
        " paths are too few, or too alike, for an interval.",
        "no_debt": "No path draws a loan: there is no lender to lose.",
        "two_answers": "Where two figures stand for an IRR, paths without a single IRR rank lowest"
        " for the first and highest for the second.",
        "caution": "{figures}: {sentence}",
        "event": "P({label})",
        "figure_of": "{label}, {name}",
        "pictures_note": "",
        # The page
        "curve_title": "What if the hurdle were another?",
        "curve_axis": "equity IRR a year",
        "curve_slider": "Hurdle of equity:",
        "curve_answer": "hurdle {rate}: equity earns less on {share} of paths ({level} interval"
        " {interval})",
        "curve_hint": "Share of paths that earn less: point at the curve.",
        "curve_under": "equity IRR of {rate}: {share} of paths earn less ({level} interval"
        " {interval})",
        "curve_back": "Back to the scenario's hurdle",
        "curve_note": "Counted path by path at each hurdle. A path without a single IRR stays on"
        " the side of its NPV at the scenario's own hurdle, the dashed line.",
        # Drivers
        "drivers": "What drives it",
        "driver_above": "{meaning} ({field}): in the worst 5 % its mean is {shift} standard"
        " deviations above that of all paths",
        "driver_below": "{meaning} ({field}): in the worst 5 % its mean is {shift} standard"
        " deviations below that of all paths",
        "drivers_head": "Uncertain inputs that go with the worst 5 % of paths by equity NPV,"
        " strongest first:",
        "drivers_limit": "These are associations over the first {paths}, not causes: inputs that"
        " move together share their effect.",
        "no_inputs": "No input of this scenario is uncertain: all that differs between paths is"
        " the market and its customers.",
        "no_driver": "No uncertain input differs between the worst paths and all paths by more"
        " than chance.",
        # The anatomy of the tail
        "anatomy": "The anatomy of the worst 5 %",
        "too_few": "The worst 5 % are too few paths, or too alike, to be taken apart.",
        "anatomy_head": "Over the first {paths} the equity NPV averages {mean}, and {shortfall}"
        " over the worst 5 %. What of the gap goes with which driver, in {unit}:",
        "driver": "Driver",
        "part": "Part of the gap",
        "mean_all": "Mean, all paths",
        "mean_tail": "Mean, worst 5 %",
        "driver_name": "{name} ({unit})",
        "tightness_mean": "mean tightness of the market",
        "entry_cost_fall": "mean fall of the entry cost of compute",
        "inference_share": "share of inference at the horizon",
        "power_price": "mean price of power",
        "short_rate": "mean short rate",
        "customer_defaults": "defaults of named customers",
        "other_drivers": "{count} other drivers together",
        "remainder": "in no driver alone: interactions, and what no driver knows",
        "gap": "gap in all",
        "anatomy_method": "Euler parts of a least-squares fit with one bent line a driver (Tasche"
        " 2002), which explains {explained} of the variance. Drivers that move together share an"
        " effect that no data can split; a part is no proof of a cause.",
        "condition_above": "{driver} at {threshold} or more",
        "condition_below": "{driver} below {threshold}",
        "both": "{first} and {second}",
        "rule": "In words: {conditions}. That describes {cover} of the worst paths and {paths} of"
        " all paths; of the paths that it describes, {bad} are among the worst 5 %. It was found"
        " on one half of these paths and measured on the other.",
        "no_rule": "No rule of one or two conditions sets the worst paths apart.",
        "typical": "To replay: path {bad} is a typical bad one ({bad_value}), path {median} the"
        " median ({median_value}), path {good} a good one ({good_value}). Their ledgers and"
        " their cash lie beside this memo.",
        # What would have to be true
        "break_evens": "What would have to be true",
        "break_evens_head": "As the scenario stands: {measure} {chance}. One lever at a time, all"
        " else held, these values take the probability across {target} (seed {seed}):",
        "break_evens_unknown": "Break-even values were not looked for: run riskcloud breakeven"
        " {scenario} --out breakeven, and name that folder after --breakeven.",
        "stresses": "Under stress",
        "stresses_head": "{figure} is {value} as the scenario stands (seed {seed}, {paths}). Each"
        " stress by itself changes it, on the same paths, by:",
        "stresses_unknown": "Stresses were not looked at: run riskcloud stress {scenario} --out"
        " stress, and name that folder after --stresses.",
        "stresses_before_debt": "No change from: {names}. The figure is that of the project before"
        " debt, which rates and terms of a loan do not move; riskcloud stress --metric"
        " equity-npv-median shows what is left to equity.",
        "stresses_still": "No change on any path from: {names}.",
        "stresses_overruled": "Not all can hold at once; in all together the later one does:"
        " {lines}.",
        "overrules": "{field}: {later} overrules {earlier}",
        "stress": "Stress",
        "together": "all together",
        "interaction": "of it interaction, beyond the sum of each",
        "lever": "Lever",
        "today": "Today",
        "break_even": "Break-even",
        "between": "between {low} and {high}",
        "always_above": "none from {low} to {high}: always above",
        "always_below": "none from {low} to {high}: always below",
        "not_allowed": "the scenario allows no value",
        # What changed since an earlier run
        "since": "What changed since the earlier run",
        "since_run": "The earlier run: scenario {scenario}, {paths}, seed {seed}, digest {digest}.",
        "since_paired": "Change: now less then, path by path over the first {paths}, the same"
        " futures in both; none of medians.",
        "since_other_paths": "{paired} Then and now are over all paths of each run, so a change"
        " need not be their difference.",
        "since_unpaired": "Path by path the two runs are not the same futures: {reasons}. No change"
        " is given, for want of an interval.",
        "unpaired_seed": "the seeds differ",
        "unpaired_stream": "the stream versions differ",
        "unpaired_results": "the results versions differ",
        "then": "Then",
        "now": "Now",
        "change": "Change",
        "points": "points",
        "same": "on no path",
        "not_there": "absent",
        "since_no_input": "{versions} No input differs.",
        "since_inputs": "{versions} Inputs that differ: {count}:",
        "since_first_inputs": "{versions} Inputs that differ: {count}, of which the first {shown}:",
        "since_no_version": "All versions are the same.",
        "since_versions": "Versions that differ: {versions}.",
        "version_change": "{name} {then} then, {now} now",
        "field": "Field",
        # Several operators or scenarios
        "standing_earns": "{count} more likely than not earn it ({names})",
        "standing_falls_short": "{count} more likely than not fall short of it ({names})",
        "standing_open": "{count} cannot be told with this many paths ({names})",
        "more_names": "{count} more",
        "never": "never",
        "always": "always",
        "with_interval": "{value} ({interval})",
        "mean_of": "{value} (mean)",
        "no_number": "no number",
        "wacc": "wacc",
        "above_wacc": "P(project earns wacc)",
        "median_irr": "Project IRR, median",
        "mean_per_dollar": "NPV per unit of capex, mean",
        "worst_per_dollar": "NPV per unit of capex, worst 5 %",
        "pictures": "Distributions",
        # A comparison of operators
        "comparison_title": "Comparison memo: market {market}",
        "comparison_subtitle": "{count} operators on the same {paths}, market {market}, seed"
        " {seed}",
        "comparison_verdict": "Of {count} operators, each against its own wacc before debt:"
        " {sides}.",
        "not_compared": "Failed, and not compared:",
        "nobody_buys": "No operator buys anything: there is no NPV per unit of capex to rank by.",
        "leader": "Most project NPV per unit of capex in the mean: {name}, {value}.",
        "leader_clear": "Path by path its mean is ahead of each other operator's beyond chance.",
        "leader_close": "Path by path its mean is not ahead beyond chance of: {names}.",
        "operators": "The operators",
        "operator": "Operator",
        "operators_head": "The project before debt, the greatest mean NPV per unit of capex"
        " first. To earn a hurdle is an IRR at or above it; in brackets the 95 % interval.",
        "pairs": "Who beats whom",
        "pairs_head": "Every operator less {name} on the same paths, in brackets the 95 % interval"
        " of the differences path by path. Ahead: the greater NPV per unit of capex on the same"
        " path.",
        "less_per_dollar": "NPV per unit of capex, less {name}",
        "less_above_wacc": "P(IRR at or above wacc), less {name}",
        "ahead_of": "P(ahead of {name})",
        "no_common_path": "no common path",
        "square": "Percent of paths, rounded, on which the operator of the row is ahead of that of"
        " the column; no end of a {level} interval is further than {half} points away.",
        "comparison_provenance": "Market {market}; seed {seed}; {paths} of each; {versions};"
        " digests: {digests}.",
        "reproduce_all": "To reproduce, with the files that lie beside this memo:",
        # A batch of scenarios
        "batch_title": "Batch memo: {batch}",
        "batch_subtitle": "{count} scenarios: {done} done, {failed} failed, {left} left",
        "batch_verdict": "Of {count} scenarios that are done, each against its own wacc before"
        " debt: {sides}.",
        "nothing_done": "No scenario is done: there is nothing to judge by.",
        "all_done": "Every scenario is done; none failed.",
        "not_done": "Not done",
        "batch_failed": "Failed, and in no figure here ({count}):",
        "batch_left": "Neither done nor failed: {names}.",
        "scenarios": "The scenarios",
        "scenario": "Scenario",
        "scenarios_head": "{paths} each, the best chance of earning the wacc first: an IRR at or"
        " above it. NPV of the project per unit of capex; in brackets the 95 % interval.",
        "scenarios_cut": "The {half} with the best chance of earning the wacc (an IRR at or above"
        " it), then the {half} with the least; all are in summary.csv. {paths} each; NPV of the"
        " project per unit of capex; in brackets the 95 % interval.",
        "batch_provenance": "Batch {batch}; seed {seeds}; {versions}. The digest of every scenario"
        " is in batch.json.",
        "look_into": "Each scenario has a memo of its own, which says how to reproduce it; in the"
        " folder of the batch:",
        # The figures of the economics
        "essay": "The figures that the economics turn on",
        # Assumptions
        "assumptions": "Assumptions that matter most",
        "assumptions_note": "The two hurdles, then the uncertain inputs that differ most in the"
        " worst 5 % of paths. Of these {count} the defaults of"
        " {judgements} are judgement; the scenario itself states {stated}.",
        "assumption": "Assumption",
        "value": "Value",
        "unit": "Unit",
        "source": "Source",
        "stated": "stated in the scenario",
        "no_source": "default without a source",
        # Limits
        "limits": "Limits",
        "limit_error": "Intervals hold the error of a finite number of paths only, not that of"
        " the model: another model of the same market would have other tails.",
        "limit_cycles": "Less than one and a half cycles of data stand behind the market; most of"
        " its parameters are judgement.",
        "limit_taker": "The operator is a price taker, whatever its size, and follows fixed rules:"
        " nobody sells early, mothballs or refinances by choice.",
        "limit_outside": "Fire, litigation, rules that forbid a card and correlated failures of a"
        " series of cards are not in it; export rules are in the jumps of the market's tightness,"
        " and in stresses.",
        "limit_hurdle": "Drifts are those of the real world: an NPV at a hurdle is not a market"
        " value.",
        # Provenance
        "provenance": "Provenance",
        "provenance_text": "Scenario {scenario}; digest {digest}; seed {seed}; {paths};"
        " {versions}.",
        "reproduce": "To reproduce, with the file that lies beside this memo:",
    },
)
