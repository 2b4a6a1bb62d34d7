"""``riskcloud warmup``."""


def warmup() -> None:
    """Compile the kernels ahead, so that the first run starts at once.

    Needed once a machine and version; the machine code is kept in the user's cache folder.
    Without it the first run compiles by itself.

    Example:

        riskcloud warmup
    """
    import time

    from riskcloud.run.warming import compile_kernels

    start = time.perf_counter()
    compile_kernels()
    print(f"kernels are ready ({time.perf_counter() - start:.1f} s)")
