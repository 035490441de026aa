"""An httpx client whose connections are aiohttp's: for many streams at once."""
