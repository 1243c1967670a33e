"""An invented archive in a database and an index of its own, under var/bench: nothing of the site's is touched.

Importing the package sets Django up for that place, in processes that are started for it too.
"""

from tests.benchmarks.place import ROOT, settle

__all__ = ["ROOT", "VAR"]

VAR = settle("bench")
