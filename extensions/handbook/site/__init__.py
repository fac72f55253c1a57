"""What a built site has beside its pages: the JSON interface, redirects, and elements in the head of each page."""
