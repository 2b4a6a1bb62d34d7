"""The operator's ledger as formulas, in the order of riskcloud/model/README.md."""
