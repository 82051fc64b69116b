"""What holds for whatever is published: pure functions and frozen dataclasses."""
