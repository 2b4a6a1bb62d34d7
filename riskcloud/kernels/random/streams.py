"""What each stream of random words is: the last counter word of an address.

An address is (seed, path, month, item, stream) and gives four words.  A stream's
number is never used again for anything else, and an unused word stays reserved, so
that a new stream changes no old number.  Streams of uncertain inputs are hashes of
their field path with the highest bit set, so they never meet these.
"""

# Market, monthly.
REGIME_AND_JUMP = 1  # uniforms: word 0 regime, word 1 whether tightness jumps
COMPUTE_SHOCKS = 2  # normals: tightness, jump size, contract, spot
OTHER_SHOCKS = 3  # normals: list, inference, short rate, server prices
POWER_SHOCKS = 4  # item: region; normals from words 0 and 1: short, long factor
POWER_SPIKE = 5  # item: region; uniform from word 0
TOKEN_SHOCKS = 6  # normal from words 0 and 1
MODEL_RELEASE = 7  # uniform from word 0
PRICE_EVENTS = 8  # item: vendor; uniforms: compute down, compute up, tokens down, tokens up
EXCHANGE = 9  # normal from words 0 and 1

# Market, once a path-year: the month of the address is the year's first month.
MIXING = 16  # uniform from word 0
FRAILTY = 17  # uniforms from words 0 and 1

# Operator.
UTILISATION = 64  # monthly normal from words 0 and 1
CUSTOMER_DEFAULT = 65  # item: customer; once a path; words 0-1 first tenant, 2-3 second
CUSTOMER_RENEGOTIATION = 66  # item: customer; once a path; words as above
PRICE_FOLLOWING = 67  # uniforms from words 0 and 1: compute, tokens

INPUT_BIT = 0x8000_0000  # set in every input's stream
