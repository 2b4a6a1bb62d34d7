"""How many paths go together.  Both numbers are constants of the stream version."""

# Paths that one lane loop carries: state is rows of this many float64.
LANES = 256

# Paths of one kernel call, one task, one part file, one row group, one partial sum.
BLOCK = 32_768
