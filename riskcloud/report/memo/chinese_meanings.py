"""What the inputs that the shipped operators hold uncertain mean, in Chinese.

Another input that a scenario makes uncertain is told in its English words, beside its path.
"""

MEANINGS = {
    "cards that must be replaced": "须更换的显卡",
    "contract price, or its ratio to the market's": "合同价，或其与市场价之比",
    "cut of compute prices, weighted by revenue": "算力价格下调幅度，按收入加权",
    "cut of token prices, weighted by revenue": "词元价格下调幅度，按收入加权",
    "delay against the plan": "相对计划的延误",
    "discount to own list price": "相对自身标价的折扣",
    "effective performance against the generation before": "相对上一代的有效性能",
    "fall of demand growth for a unit of x: users who give up at high prices": "紧张度 x 每升高一单位"
    "时需求增速的下降：高价下放弃的用户",
    "fee kept of what is resold; the rest goes to the model's owner": "转售中留存的费用；其余归模型"
    "所有者",
    "from delivery to service, rounded to a month": "从交付到投入服务的时间，按月取整",
    "growth of capacity a year for a unit of x, once it is delivered": "x 每单位带来的年产能增速（交付后）",
    "growth of log throughput by software": "软件带来的对数吞吐量增长",
    "growth of the log odds": "对数几率的增长",
    "growth of the log volume resold": "转售量对数的增长",
    "level that the log markup of the token price over unit cost reverts to": (
        "词元价格相对单位成本的对数加成所回归的水平"
    ),
    "mean time from order to capacity, over three stages": "从订货到形成产能的平均时间（三个阶段）",
    "of orderly value in a sale within 90 days": "90 天内出售占有序处置价值的比例",
    "of orderly value in an auction within 30 days": "30 天内拍卖占有序处置价值的比例",
    "of platform revenue, before its fixed cost": "占平台收入的比例（未扣固定成本）",
    "of the hours kept for serving, sold in a balanced market": "留作推理服务的小时在均衡市场中的售出比例",
    "of the hours without contract, kept for serving tokens at the as-of month": "基准月无合同小时中"
    "留作推理服务的比例",
    "of what hosted models bring, kept by who hosts them; the owner gets the rest": "托管模型收入中由"
    "托管方留存的比例；其余归所有者",
    "own list price over the list index": "自身标价与标价指数之比",
    "own throughput on a chip against the market's": "自身单芯片吞吐量与市场之比",
    "power drawn from the grid over power at the servers": "电网取电与服务器用电之比（PUE）",
    "rate at which a buyer of used cards discounts": "二手显卡买家的折现率",
    "rate of default through the cycle": "跨周期违约率",
    "rent per kW of IT power in the first year": "首年每千瓦 IT 功率的租金",
    "rise of compute prices, weighted by revenue": "算力价格上调幅度，按收入加权",
    "rise of token prices, weighted by revenue": "词元价格上调幅度，按收入加权",
    "share of each cohort's cards that its named customers rent, in their stated proportions; none"
    " leaves their cards as stated": "各批显卡中由具名客户按其给定比例租用的份额；留空则按给定数量",
    "share of hours lost to faults and maintenance": "因故障与维护损失的小时占比",
    "share of hours sold in a balanced market": "均衡市场中售出小时占比",
    "share of its cost that the shell brings at the end": "厂房期末可收回成本的比例",
    "share of the rent left that re-letting the space brings": "转租可收回剩余租金的比例",
    "support and upkeep as a share of the cards' cost": "支持与维护占显卡成本的比例",
    "tokens that a GPU-hour of the first chip serves at the as-of month": "基准月首款芯片每 GPU 小时"
    "生成的词元数",
    "whole cost of a GPU-hour against the generation before": "每 GPU 小时全成本与上一代之比",
    "whole price of a card at the as-of month: server, network, storage": "基准月每张显卡的全价："
    "服务器、网络、存储",
    "x at the as-of month": "基准月的紧张度 x",
}
