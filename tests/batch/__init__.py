"""A batch in processes of its own, which are killed: on one machine, and on a cluster."""
