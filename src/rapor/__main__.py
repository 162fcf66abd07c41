"""``python -m rapor`` is the command ``rapor``."""

from rapor.run.cli import main

if __name__ == "__main__":
    main()
