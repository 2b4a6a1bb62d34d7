"""Sheets of the file: what is written where, and how it looks."""
