"""What a built site has beside its pages."""
