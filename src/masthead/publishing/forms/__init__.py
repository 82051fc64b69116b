"""What editors fill in, and the sentences beside its fields."""
