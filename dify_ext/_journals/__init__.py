"""The journals of a batch: what is known of each row, on disk or in Redis, for both flavours."""
