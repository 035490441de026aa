"""Operations on models: The models that knowledge bases can be set up with."""
