"""What labels, statistics, units and cautions are called in Chinese, by their English words."""

from riskcloud.report.memo.chinese_meanings import MEANINGS

_COLUMNS = {
    "project IRR": "项目内部收益率",
    "equity IRR": "股权内部收益率",
    "project NPV at wacc": "项目净现值（按 WACC 折现）",
    "equity NPV at cost of equity": "股权净现值（按股权成本折现）",
    "project NPV per unit of capex": "每单位资本支出的项目净现值",
    "project payback": "项目回收期",
    "project payback from first outlay": "项目回收期（自首笔支出起）",
    "project payback from commissioning": "项目回收期（自投产起）",
    "project payback without terminal value": "项目回收期，不计终值",
    "project payback, discounted at wacc": "项目回收期，按 WACC 折现",
    "equity payback": "股权回收期",
    "equity payback from first outlay": "股权回收期（自首笔支出起）",
    "equity payback from commissioning": "股权回收期（自投产起）",
    "equity payback without terminal value": "股权回收期，不计终值",
    "equity payback, discounted at cost of equity": "股权回收期，按股权成本折现",
    "equity multiple (MOIC)": "股权投资倍数（MOIC）",
    "project peak funding": "项目最大资金需求",
    "least free cash flow of a year": "年度自由现金流最低值",
    "capex": "资本支出",
    "equity paid in": "实缴股权",
    "terminal value, present value at wacc": "终值的现值（按 WACC 折现）",
    "levelised cost of compute at wacc": "平准化算力成本（按 WACC 折现）",
    "lender IRR": "贷款人内部收益率",
    "debt drawn": "已提取债务",
    "least DSCR at a test": "各测试日最低偿债备付率（DSCR）",
    "average DSCR": "平均偿债备付率（DSCR）",
    "greatest loan-to-value at a test": "各测试日最高贷款价值比（LTV）",
    "loan life cover (LLCR)": "贷款存续期偿债备付率（LLCR）",
    "debt that the cash of its tenor repays": "期限内现金可偿还的债务",
    "contracted cash over the loan": "合同现金与贷款之比",
    "month of default or insolvency, given one": "违约或资不抵债的月份（若发生）",
    "owed to the lender at default, 0 without one": "违约时欠贷款人的金额（未违约为 0）",
    "lender's loss": "贷款人损失",
    "loss given default": "违约损失率",
    "balloon at maturity": "到期大额尾款",
    "balloon not refinanced": "未能再融资的到期尾款",
    "months of lock-up": "分红锁定月数",
    "months with an equity cure": "股权补救月数",
    "equity cures paid": "已付股权补救款",
    "utilisation (billed over available hours)": "利用率（计费小时除以可用小时）",
    "revenue per billed GPU-hour": "每计费 GPU 小时收入",
    "revenue from named customers": "来自具名客户的收入",
    "revenue of model calls, gross": "模型调用收入（总额）",
    "revenue of the enterprise platform": "企业平台收入",
    "billed hours that serve tokens": "用于生成词元的计费小时",
    "inference share at the horizon": "期末推理占比",
    "mean short rate": "平均短期利率",
    "mean power price": "平均电价",
    "fall of the token price": "词元价格降幅",
}

_YEARS = {
    f"{english}, year {year}": f"{chinese}，第 {year} 年"
    for english, chinese in (("operating margin", "经营利润率"), ("H100 price", "H100 价格"))
    for year in range(1, 11)
}

_DEFAULTS = {"payment": "付款", "covenant": "契约", "maturity": "到期", "at the end": "期末"}
_STATUSES = {
    "unique": "唯一",
    "total loss": "全部损失",
    "no outlay": "无支出",
    "multiple": "多解",
    "none": "无解",
    "undecided": "未定",
    "out of range": "超出范围",
}
_EVENTS = {
    "project payback not within horizon": "项目在期限内未回本",
    "project discounted payback not within horizon": "项目在期限内未回本（折现）",
    "equity payback not within horizon": "股权在期限内未回本",
    "equity discounted payback not within horizon": "股权在期限内未回本（折现）",
    "project IRR below wacc (NPV below 0)": "项目内部收益率低于 WACC（净现值低于 0）",
    "equity IRR below cost of equity (NPV below 0)": "股权内部收益率低于股权成本（净现值低于 0）",
    "total loss of equity": "股权全部损失",
    "covenant breach": "违反财务契约",
    "distributions locked up": "分红被锁定",
    "equity cures": "股权补救",
    "operator default": "经营者违约",
    **{f"operator default, {one}": f"经营者违约，{word}" for one, word in _DEFAULTS.items()},
    "insolvent without debt": "无债务而资不抵债",
    "lender loses money": "贷款人受损",
    "balloon not refinanced in full": "到期尾款未能全部再融资",
    "operations abandoned early": "提前停止经营",
    "a named customer defaults": "有具名客户违约",
    **{
        f"{owner} IRR status: {one}": f"{name}内部收益率状态：{word}"
        for owner, name in (("project", "项目"), ("equity", "股权"))
        for one, word in _STATUSES.items()
    },
    "annual default probability": "年违约概率",
    "expected loss a year, of debt drawn": "年预期损失，占已提取债务",
}

_ECONOMICS = {
    "utilisation": "利用率",
    "share of revenue under contract, prepaid or long": "合同收入占比（预付或长期）",
    "share of inference in compute at the horizon": "期末推理占算力的比重",
    "fall of the cost of a token, by software": "软件带来的词元成本降幅",
    "economic life of the cards (depreciation cycle)": "显卡经济寿命（折旧周期）",
    "cost of money: wacc": "资金成本：WACC",
    "cost of money: cost of equity": "资金成本：股权成本",
}

_LEVERS = {
    "utilisation of hours without contract, balanced market": "无合同小时的利用率（均衡市场）",
    "share of cards, net of spares and downtime, under contract": "签有合同的显卡占比（扣除备件与停机）",
    "share of inference at the as-of month": "基准月推理占比",
    "fall of token cost, by software": "软件带来的词元成本降幅",
    "economic life of the cards, months in service in proportion": "显卡经济寿命（在役月数同比例变动）",
    "price of power, contract in proportion": "电价（合同价同比例变动）",
    "price of cards over today's": "显卡价格与今日之比",
    "planned month of release": "计划发布月份",
    "project IRR above wacc": "项目内部收益率高于 WACC",
    "equity IRR above cost of equity": "股权内部收益率高于股权成本",
    "project paid back": "项目回本",
    "equity paid back": "股权回本",
    "no covenant breach": "不违反财务契约",
    "no operator default": "经营者不违约",
}

_STATISTICS = {
    "mean": "均值",
    "median": "中位数",
    "mean of the worst 1 %": "最差 1 % 的均值",
    "mean of the worst 5 %": "最差 5 % 的均值",
    **{f"{share} % quantile": f"{share} % 分位数" for share in (1, 5, 10, 25, 75, 90, 95, 99)},
    "not within horizon": "期限内未回本",
    "no value": "无数值",
    "no outlay or no rate": "无支出或无收益率",
    "Too few paths in the tail for a reliable interval: run more paths.": "尾部路径太少，"
    "置信区间不可靠：请增加路径数量。",
    "The tail is too heavy for the interval: the largest losses of this sample do not show how"
    " large they can be.": "尾部过厚，置信区间不可靠：样本中最大的损失并不能说明损失可以有多大。",
}

_COMPARED = {
    "Intervals hold the error of a finite number of paths only, not that of the model.": "置信区间"
    "只包含路径数量有限带来的误差，不包含模型本身的误差。",
    "Figures of different operators are compared per unit of capex: amounts are those of fleets"
    " of different size.": "不同经营者按每单位资本支出比较：金额来自规模不同的机队。",
    "Horizons differ, and with them what is paid back within them (months)": "各经营者期限不同，"
    "期限内能否回本也随之不同（月）",
    "Paths without a single project IRR are ranked all lowest, then all highest, and both answers"
    " are shown where they differ": "没有唯一项目内部收益率的路径先全部排在最低，再全部排在最高，"
    "两种结果不同时一并列出",
}

_PICTURES = {
    "Density of the equity IRR": "股权内部收益率的概率密度",
    "Share of paths that lose more than an amount": "损失超过某一金额的路径占比",
    "NPV per unit of capex of every operator": "各经营者的每单位资本支出净现值",
    "Median IRR against the worst 5 %": "内部收益率中位数与最差 5 % 的对照",
}

_CURRENCIES = {"USD": "美元", "CNY": "元人民币", "EUR": "欧元"}
_SIZES = {"k": "千", "M": "百万", "bn": "十亿"}
_MONEY = {
    **_CURRENCIES,
    **{
        f"{size} {code}": f"{word}{name}"
        for size, word in _SIZES.items()
        for code, name in _CURRENCIES.items()
    },
    **{
        f"{code}/{unit}": f"{name}/{word}"
        for code, name in _CURRENCIES.items()
        for unit, word in {
            "year": "年",
            "MWh": "兆瓦时",
            "kW-month": "千瓦·月",
            "GPU": "GPU",
            "GPU-hour": "GPU·小时",
            "GPU-month": "GPU·月",
            "GPU/year": "GPU/年",
            "account/year": "账户/年",
        }.items()
    },
}

_UNITS = {
    "months": "个月",
    "years": "年",
    "days": "天",
    "1/year": "1/年",
    "1/month": "1/月",
    "share": "占比",
    "bp/year": "基点/年",
    "log": "对数",
    "log odds": "对数几率",
    "accounts": "个账户",
    "month of the year": "月份",
    "share of x": "占 x 的比例",
    "GPUs": "个 GPU",
    "MW": "兆瓦",
    "kW": "千瓦",
    "1/sqrt(year)": "1/√年",
    "1/year/sqrt(year)": "1/年/√年",
    "Mtokens/month": "百万词元/月",
    "Mtokens/GPU-hour": "百万词元/GPU·小时",
}

TERMS = {
    **_COLUMNS,
    **_YEARS,
    **_EVENTS,
    **_ECONOMICS,
    **_LEVERS,
    **_STATISTICS,
    **_COMPARED,
    **_PICTURES,
    **MEANINGS,
    **_MONEY,
    **_UNITS,
}
