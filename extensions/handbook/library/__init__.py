"""All pages and bibliographies joined, with the look-ups, figures and comparisons made of them."""
