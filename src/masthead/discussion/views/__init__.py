"""The pages of a discussion, and the answers to its forms."""
