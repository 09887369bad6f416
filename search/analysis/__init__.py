"""One Dutch analysis for every engine: what it does to a text and to a question is the same code.

`ANALYSIS_VERSION` is stored in each index; an index of another version has to be rebuilt.
"""

from search.analysis.analysis import Analysis, TextTokens, get_analysis
from search.analysis.version import ANALYSIS_VERSION

__all__ = ["ANALYSIS_VERSION", "Analysis", "TextTokens", "get_analysis"]
