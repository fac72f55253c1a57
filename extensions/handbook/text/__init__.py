"""Text of any subject: folded names, LaTeX, identifiers of papers, messages and suggestions."""
