"""Runs the command line: `python -m usagraph`."""

from usagraph.cli import main

if __name__ == "__main__":
    main()
