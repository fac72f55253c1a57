"""What is true of text in any subject: folding, LaTeX, messages, guesses."""
