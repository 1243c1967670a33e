"""The query language: what is typed into the search box, as a tree, and back. Knows neither Django nor any engine."""
