"""One file per resource: what ``client.<resource>.<method>`` does."""
