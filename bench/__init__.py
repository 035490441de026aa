"""The bench: what calls, streams and files cost, beside a floor and other clients."""
