"""``python -m riskcloud`` is ``riskcloud``."""

from riskcloud.cli import main

if __name__ == "__main__":
    main()
