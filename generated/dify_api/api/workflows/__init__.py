"""Operations on workflows: Run a workflow app, stop a run, look at runs and resume their streams."""
