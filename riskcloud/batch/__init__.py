"""Batches: many scenarios down one queue, with a ledger of what is done."""
