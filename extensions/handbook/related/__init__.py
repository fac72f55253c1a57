"""Related papers: what papers have in common, how much this counts, and the few papers that have most in common with each."""
