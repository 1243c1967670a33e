"""Imports in a database and an index of their own, under var/bench-import: nothing of the site's is touched.

Importing the package sets Django up for that place, in processes that are started for it too.
"""

from tests.benchmarks.place import ROOT, settle

__all__ = ["ROOT", "VAR"]

VAR = settle("bench-import")
