"""`python -m claimx` and the `claimx` script: run the command line; exit codes are those of `claimx.errors`."""

from __future__ import annotations


def main() -> None:
    """Run the program."""
    from claimx.cli import app

    app()


if __name__ == "__main__":
    main()
