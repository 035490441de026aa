"""Operations on models: The models that knowledge bases can use."""
