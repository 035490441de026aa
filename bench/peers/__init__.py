"""The clients that are measured. A peer has a method for each work that it can do."""
