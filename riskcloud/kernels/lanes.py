"""How many paths go together.  Both numbers are constants of the stream version."""

# Paths that one lane loop carries: state is rows of this many float64.  A month touches some
# 700 rows: of 256 they overflow a core's second-level cache, of 64 the loops' own cost shows.
LANES = 128

# Paths of one kernel call, one task, one part file, one row group, one partial sum.
BLOCK = 32_768
