"""The memo in Simplified Chinese: the keys of `english`, the same numbers in every sentence.

Numbers keep their form (1,234.5; 95 %; U+2212 as minus), so that both languages can be
compared figure by figure.  Fields are named by their path, and sources quoted as they stand.
"""

from riskcloud.report.memo.chinese_terms import TERMS
from riskcloud.report.memo.language import Language

CHINESE = Language(
    "zh-Hans",
    {
        # Figures
        "list": "；",
        "names": "、",
        "between_sentences": "",
        "either": "{first} 或 {second}",
        "range": "{low} 至 {high}",
        "up_to": "不高于 {high}",
        "from": "不低于 {low}",
        "constant": "给定值",
        "a_year": "每年 {rate}",
        "mean_a_year": "平均每年 {rate}",
        "interval": "{level} 置信区间",
        "chance": "在 {share} 的路径上（{level} 置信区间 {interval}）",
        "chance_rare": "在 {paths}中的 {hits} 条上（{share}；{level} 置信区间 {interval}）",
        "chance_none": "在 {paths}中没有一条（{level} 置信水平下概率低于 {bound}）",
        "chance_all": "在 {paths}中无一例外（{level} 置信水平下概率高于 {bound}）",
        "none_of": "{paths}中无一发生",
        "all_of": "{paths}中全部发生",
        "below": "低于 {bound}",
        "above": "高于 {bound}",
        "one_path": "1 条路径",
        "paths": "{count} 条路径",
        # Head
        "title": "投资备忘录：{scenario}",
        "subtitle": "{paths}，期限 {horizon} 个月，金额以 {currency} 计，随机种子 {seed}，"
        "摘要码 {digest}",
        # Verdict
        "verdict": "结论",
        "verdict_earns": "股权收益更可能达到其股权成本（{equity_rate}）：其内部收益率（IRR）"
        "{equity}低于该水平；不计债务的项目内部收益率{project}低于其加权平均资本成本"
        "（WACC，{project_rate}）。",
        "verdict_falls_short": "股权收益更可能达不到其股权成本（{equity_rate}）：其内部收益率（IRR）"
        "{equity}低于该水平；不计债务的项目内部收益率{project}低于其加权平均资本成本"
        "（WACC，{project_rate}）。",
        "verdict_always_earns": "在模拟的每一条路径上，股权收益都达到其股权成本（{equity_rate}）："
        "其内部收益率（IRR）{equity}低于该水平；不计债务的项目内部收益率{project}低于其"
        "加权平均资本成本（WACC，{project_rate}）。",
        "verdict_never_earns": "在模拟的所有路径上，股权收益都达不到其股权成本（{equity_rate}）："
        "其内部收益率（IRR）{equity}低于该水平；不计债务的项目内部收益率{project}低于其"
        "加权平均资本成本（WACC，{project_rate}）。",
        "verdict_open": "以目前的路径数量，尚无法判断股权收益更可能达到还是达不到其股权成本"
        "（{equity_rate}）：其内部收益率（IRR）{equity}低于该水平；不计债务的项目内部收益率"
        "{project}低于其加权平均资本成本（WACC，{project_rate}）。",
        "verdict_few": "路径太少，无法判断股权收益能否达到其股权成本（{equity_rate}）：其内部收益率（IRR）"
        "{equity}低于该水平；不计债务的项目内部收益率{project}低于其加权平均资本成本"
        "（WACC，{project_rate}）。",
        "figure": "指标",
        "estimate": "估计值",
        # Tail
        "tail": "尾部风险在哪里",
        "tail_mean": "在最差 5 % 的路径上，股权净现值（NPV）平均为 {value}（{level} 置信区间"
        " {interval}）。",
        "tail_mean_bare": "在最差 5 % 的路径上，股权净现值（NPV）平均为 {value}；这些路径太少"
        "或彼此过于相似，无法给出置信区间。",
        "no_debt": "没有任何路径提取贷款：不存在会受损的贷款人。",
        "two_answers": "内部收益率一栏若有两个数值：第一个把没有唯一内部收益率的路径排在最低，"
        "第二个把它们排在最高。",
        "caution": "{figures}：{sentence}",
        "event": "P（{label}）",
        "figure_of": "{label}，{name}",
        "pictures_note": "图中文字为英文。",
        # The page
        "curve_title": "若门槛收益率改变，会怎样？",
        "curve_axis": "股权内部收益率（每年）",
        "curve_slider": "股权门槛收益率：",
        "curve_answer": "门槛 {rate}：股权收益在 {share} 的路径上低于门槛（{level} 置信区间 {interval}）",
        "curve_hint": "收益更低的路径占比：请指向曲线。",
        "curve_under": "股权内部收益率 {rate}：{share} 的路径收益更低（{level} 置信区间 {interval}）",
        "curve_back": "回到情景的门槛",
        "curve_note": "在每个门槛上逐条路径计数。没有唯一内部收益率的路径，按其在情景自身门槛（虚线）下"
        "净现值的正负归类。",
        # Drivers
        "drivers": "什么在驱动结果",
        "driver_above": "{meaning}（{field}）：在最差 5 % 的路径上，其均值比全部路径的均值高 {shift}"
        " 个标准差",
        "driver_below": "{meaning}（{field}）：在最差 5 % 的路径上，其均值比全部路径的均值低 {shift}"
        " 个标准差",
        "drivers_head": "与股权净现值最差 5 % 的路径相伴的不确定输入，由强到弱：",
        "drivers_limit": "以上是前 {paths}上的关联，并非因果：共同变动的输入共享其影响。",
        "no_inputs": "本情景没有不确定的输入：各路径的差异只来自市场及其客户。",
        "no_driver": "没有任何不确定输入在最差路径与全部路径之间的差异超出偶然。",
        # The anatomy of the tail
        "anatomy": "最差 5 % 的构成",
        "too_few": "最差 5 % 的路径太少或彼此过于相似，无法拆解。",
        "anatomy_head": "在前 {paths}上，股权净现值平均为 {mean}，在最差 5 % 的路径上平均为"
        " {shortfall}。差额与各驱动因素的对应如下，单位：{unit}：",
        "driver": "驱动因素",
        "part": "占差额的部分",
        "mean_all": "均值，全部路径",
        "mean_tail": "均值，最差 5 %",
        "driver_name": "{name}（{unit}）",
        "tightness_mean": "市场紧张度均值",
        "entry_cost_fall": "算力进入成本的平均降幅",
        "inference_share": "期末推理占比",
        "power_price": "平均电价",
        "short_rate": "平均短期利率",
        "customer_defaults": "具名客户违约次数",
        "other_drivers": "其余 {count} 个驱动因素合计",
        "remainder": "不属于任何单一因素：交互作用，以及各因素都未反映的部分",
        "gap": "差额合计",
        "anatomy_method": "各部分为最小二乘拟合（每个驱动因素一条折线）的欧拉分解（Tasche 2002），"
        "该拟合解释了方差的 {explained}。共同变动的因素共享的影响，任何数据都无法拆开；"
        "占差额的部分并不证明因果。",
        "condition_above": "{driver} 不低于 {threshold}",
        "condition_below": "{driver} 低于 {threshold}",
        "both": "{first}，且{second}",
        "rule": "用一句话说：{conditions}。这一条件涵盖最差路径的 {cover}、全部路径的 {paths}；"
        "满足条件的路径中，有 {bad} 属于最差 5 %。条件在其中一半路径上找到，在另一半上衡量。",
        "no_rule": "没有由一两个条件组成的规则能把最差的路径区分出来。",
        "typical": "可供回放：路径 {bad} 是典型的坏路径（{bad_value}），路径 {median} 是中位路径"
        "（{median_value}），路径 {good} 是好路径（{good_value}）。它们的账目与现金图放在本备忘录旁。",
        # What would have to be true
        "break_evens": "结论成立需要什么条件",
        "break_evens_head": "按情景现状：{measure} 的情形{chance}成立。一次只变动一个杠杆、其余不变时，"
        "下列取值使该概率跨过 {target}（随机种子 {seed}）：",
        "break_evens_unknown": "尚未寻找盈亏平衡值：请运行 riskcloud breakeven {scenario} --out"
        " breakeven，并用 --breakeven 指明该文件夹。",
        "stresses": "压力情形",
        "stresses_head": "按情景现状，{figure}为 {value}（随机种子 {seed}，{paths}）。在相同路径上，各压力情形"
        "单独使其变动：",
        "stresses_unknown": "尚未考察压力情形：请运行 riskcloud stress {scenario} --out stress，"
        "并用 --stresses 指明该文件夹。",
        "stresses_before_debt": "没有影响：{names}。该数值是债务之前的项目数值，贷款的利率与条款不会"
        "改变它；riskcloud stress --metric equity-npv-median 给出对股权的影响。",
        "stresses_still": "在任何路径上都没有影响：{names}。",
        "stresses_overruled": "各压力情形不能全部同时成立；在“全部同时发生”中以后者为准：{lines}。",
        "overrules": "{field}：{later} 取代 {earlier}",
        "stress": "压力情形",
        "together": "全部同时发生",
        "interaction": "其中的交互作用，即超出各项之和的部分",
        "lever": "杠杆",
        "today": "现值",
        "break_even": "盈亏平衡值",
        "between": "介于 {low} 与 {high} 之间",
        "always_above": "{low} 至 {high} 内没有：始终高于目标",
        "always_below": "{low} 至 {high} 内没有：始终低于目标",
        "not_allowed": "情景不允许任何取值",
        # What changed since an earlier run
        "since": "与先前运行相比的变化",
        "since_run": "先前的运行：情景 {scenario}，{paths}，随机种子 {seed}，摘要码 {digest}。",
        "since_paired": "变化为本次减先前，在前 {paths}上逐条配对，两次运行中同一条路径是同一个未来；"
        "中位数不给出变化。",
        "since_other_paths": "{paired}先前与本次的数值各自取自该次运行的全部路径，因此变化不必等于二者之差。",
        "since_unpaired": "两次运行中同一条路径并非同一个未来：{reasons}。因缺少置信区间，不给出变化。",
        "unpaired_seed": "随机种子不同",
        "unpaired_stream": "随机数流版本不同",
        "unpaired_results": "结果版本不同",
        "then": "先前",
        "now": "本次",
        "change": "变化",
        "points": "个百分点",
        "same": "无一路径变化",
        "not_there": "不存在",
        "since_no_input": "{versions}没有输入不同。",
        "since_inputs": "{versions}不同的输入共 {count} 项：",
        "since_first_inputs": "{versions}不同的输入共 {count} 项，列出前 {shown} 项：",
        "since_no_version": "所有版本相同。",
        "since_versions": "不同的版本：{versions}。",
        "version_change": "{name} 先前 {then}，本次 {now}",
        "field": "字段",
        # Several operators or scenarios
        "standing_earns": "{count} 个更可能达到（{names}）",
        "standing_falls_short": "{count} 个更可能达不到（{names}）",
        "standing_open": "{count} 个以目前的路径数量无法判断（{names}）",
        "more_names": "另有 {count} 个",
        "never": "从未发生",
        "always": "总是发生",
        "with_interval": "{value}（{interval}）",
        "mean_of": "{value}（均值）",
        "no_number": "无数值",
        "wacc": "WACC",
        "above_wacc": "P（项目达到 WACC）",
        "median_irr": "项目内部收益率，中位数",
        "mean_per_dollar": "每单位资本支出净现值，均值",
        "worst_per_dollar": "每单位资本支出净现值，最差 5 %",
        "pictures": "分布",
        # A comparison of operators
        "comparison_title": "比较备忘录：市场 {market}",
        "comparison_subtitle": "{count} 个经营者，同样的 {paths}，市场 {market}，随机种子 {seed}",
        "comparison_verdict": "{count} 个经营者，不计债务，各自对照自身的 WACC：{sides}。",
        "not_compared": "运行失败，未参与比较：",
        "nobody_buys": "没有经营者购买任何设备：没有每单位资本支出净现值可供排名。",
        "leader": "每单位资本支出的项目净现值，均值最高者：{name}，{value}。",
        "leader_clear": "逐条路径比较，其均值领先其他每个经营者，且超出偶然。",
        "leader_close": "逐条路径比较，其均值对以下经营者的领先未超出偶然：{names}。",
        "operators": "各经营者",
        "operator": "经营者",
        "operators_head": "不计债务的项目，按每单位资本支出净现值的均值由高到低排列。达到门槛指内部收益率"
        "等于或高于门槛；括号内为 95 % 置信区间。",
        "pairs": "谁胜过谁",
        "pairs_head": "各经营者减去 {name}，在同样的路径上比较；括号内为逐条路径之差的 95 % 置信区间。"
        "领先：在同一条路径上每单位资本支出净现值更高。",
        "less_per_dollar": "每单位资本支出净现值，减去 {name}",
        "less_above_wacc": "P（内部收益率等于或高于 WACC），减去 {name}",
        "ahead_of": "P（领先 {name}）",
        "no_common_path": "没有共同路径",
        "square": "行中经营者领先列中经营者的路径百分比，取整；{level} 置信区间的端点与之相差不超过"
        " {half} 个百分点。",
        "comparison_provenance": "市场 {market}；随机种子 {seed}；各 {paths}；{versions}；"
        "摘要码：{digests}。",
        "reproduce_all": "如需重现，请使用与本备忘录放在一起的文件：",
        # A batch of scenarios
        "batch_title": "批量备忘录：{batch}",
        "batch_subtitle": "{count} 个情景：{done} 个完成，{failed} 个失败，{left} 个未完成",
        "batch_verdict": "已完成的 {count} 个情景，不计债务，各自对照自身的 WACC：{sides}。",
        "nothing_done": "没有情景完成：尚无可供判断的依据。",
        "all_done": "所有情景均已完成，无一失败。",
        "not_done": "未完成",
        "batch_failed": "失败，且未计入此处任何数字（{count} 个）：",
        "batch_left": "既未完成也未失败：{names}。",
        "scenarios": "各情景",
        "scenario": "情景",
        "scenarios_head": "各 {paths}，按达到 WACC（内部收益率等于或高于 WACC）的概率由高到低排列。"
        "净现值为每单位资本支出的项目净现值；括号内为 95 % 置信区间。",
        "scenarios_cut": "先列达到 WACC（内部收益率等于或高于 WACC）概率最高的 {half} 个，再列最低的"
        " {half} 个；全部情景见 summary.csv。各 {paths}；净现值为每单位资本支出的项目净现值；"
        "括号内为 95 % 置信区间。",
        "batch_provenance": "批量 {batch}；随机种子 {seeds}；{versions}。每个情景的摘要码见 batch.json。",
        "look_into": "每个情景都有自己的备忘录，说明如何重现；在批量文件夹中运行：",
        # The figures of the economics
        "essay": "经济性所系的关键数字",
        # Assumptions
        "assumptions": "最重要的假设",
        "assumptions_note": "先列两个门槛收益率，再列在最差 5 % 的路径上差异最大的不确定输入。"
        "这 {count} 项中，{judgements} 项的默认值属于判断，{stated} 项由情景自行给出。"
        "来源按原文引用。",
        "assumption": "假设",
        "value": "取值",
        "unit": "单位",
        "source": "来源",
        "stated": "由情景给出",
        "no_source": "默认值，无来源",
        # Limits
        "limits": "局限",
        "limit_error": "置信区间只包含路径数量有限带来的误差，不包含模型本身的误差：同一市场的另一个模型"
        "会有另一种尾部。",
        "limit_cycles": "支撑市场模型的数据不足一个半周期；其大多数参数属于判断。",
        "limit_taker": "经营者无论规模大小都是价格接受者，并遵循固定规则：没有人主动提前出售、封存或再融资。",
        "limit_outside": "火灾、诉讼、禁售某款显卡的规定以及同一批显卡的连带故障不在模型之内；出口管制"
        "只体现在市场松紧度的跳跃和压力情形中。",
        "limit_hurdle": "漂移率取自现实世界：按门槛收益率计算的净现值不是市场价值。",
        # Provenance
        "provenance": "出处",
        "provenance_text": "情景 {scenario}；摘要码 {digest}；随机种子 {seed}；{paths}；{versions}。",
        "reproduce": "如需重现，请使用与本备忘录放在一起的文件：",
    },
    TERMS,
)
