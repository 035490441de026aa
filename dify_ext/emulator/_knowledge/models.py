"""The models of a workspace."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from .._answers import json_answer
from .._errors import invalid_param
from .call import KnowledgeCall

PROVIDER = "emulator/models/models"
#: By type: name, label, features.
MODELS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "llm": ("emulator-chat", "Emulator Chat", {"mode": "chat", "context_size": 8192}),
    "text-embedding": ("emulator-embedding", "Emulator Embedding", {"context_size": 8192, "max_chunks": 32}),
    "rerank": ("emulator-rerank", "Emulator Rerank", {"context_size": 8192}),
    "speech2text": (
        "emulator-hearing",
        "Emulator Hearing",
        {"file_upload_limit": 25, "supported_file_extensions": "mp3,mp4,m4a,wav,webm"},
    ),
    "moderation": (
        "emulator-moderation",
        "Emulator Moderation",
        {"max_chunks": 32, "max_characters_per_chunk": 2000},
    ),
    "tts": (
        "emulator-speech",
        "Emulator Speech",
        {
            "default_voice": "alloy",
            "voices": [{"mode": "alloy", "name": "Alloy", "language": ["en-US"]}],
            "word_limit": 2000,
            "audio_type": "mp3",
            "max_workers": 5,
        },
    ),
}


def default(type: str) -> tuple[str, str]:
    """Provider and name of the default model."""
    return PROVIDER, MODELS[type][0]


def is_known(type: str, provider: str | None, model: str | None) -> bool:
    """Whether this model exists."""
    return (provider, model) == default(type)


async def list_models(call: KnowledgeCall) -> Response:
    """GET /v1/workspaces/current/models/model-types/{model_type}."""
    kind = call.path("model_type")
    if kind not in MODELS:
        raise invalid_param(f"invalid origin model type {kind}")
    name, label, properties = MODELS[kind]
    model = {
        "model": name,
        "label": {"zh_Hans": label, "en_US": label},
        "model_type": kind,
        "features": None,
        "fetch_from": "predefined-model",
        "model_properties": properties,
        "deprecated": False,
        "status": "active",
        "load_balancing_enabled": False,
        "has_invalid_load_balancing_configs": False,
    }
    provider = {
        "tenant_id": call.state.tenant_id,
        "provider": PROVIDER,
        "label": {"zh_Hans": "Emulator", "en_US": "Emulator"},
        "icon_small": None,
        "icon_small_dark": None,
        "icon_large": None,
        "status": "active",
        "models": [model],
    }
    return json_answer({"data": [call.traits.known("model", provider)]})
