#!/usr/bin/env python3
"""Django's command line for this project. Plain old syntax: an older Python must get as far as its sentence."""

import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
OWN_PYTHON = os.path.join(ROOT, ".venv", "bin", "python")

if __name__ == "__main__":
    if sys.prefix == sys.base_prefix and os.path.exists(OWN_PYTHON):  # in no environment: take the project's
        os.execv(OWN_PYTHON, [OWN_PYTHON] + sys.argv)
    if sys.version_info < (3, 12):
        sys.exit("Newsroom needs Python 3.12 or newer; this is Python %d.%d." % sys.version_info[:2])
    try:
        from newsroom.command_line import main
    except ModuleNotFoundError as error:
        sys.exit("The package %s is missing: run `make install`." % error.name)
    main(sys.argv)
