"""Statistics of the tail: counts and values in, figures with intervals and cautions out.

`conventions` states signs, levels and when a figure warns; `summary` puts a column together.
"""
