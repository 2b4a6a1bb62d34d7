"""What a run can be refused for, before any memory is taken."""


class RunRefusedError(ValueError):
    """A run cannot be started as asked; the message is one line."""


class InfiniteOutcomeError(ArithmeticError):
    """A path has an outcome that no float can hold; the message is one line."""
