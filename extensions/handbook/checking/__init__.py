"""What is wrong or could be better, how it is reported, and what is fixed without judgement."""
