"""What `make release` makes, a module for each kind of thing."""
