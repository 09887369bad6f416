"""The glossary as linked data that others may use: NL-SBB, the Dutch SKOS profile."""
