"""Versions that a digest holds: raise one when the same scenario gives other outcomes."""

STREAM_VERSION = 1
"""Which random number is drawn at which address, and how many paths make a block."""

RESULTS_VERSION = 4
"""What the kernel makes of those numbers: equations, conventions, outcome columns."""
