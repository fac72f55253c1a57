"""All pages and bibliographies joined, looked up by whatever a reader may ask."""
