// Keeps the page up to date: when something happens, what has changed is taken over. What a user types stays.
"use strict";
const live = new EventSource("/_emulator/live");
live.onmessage = async () => {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const other = fresh.getElementById(part.id);
    if (!other || part.innerHTML === other.innerHTML) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    part.innerHTML = other.innerHTML;
    if (focused) part.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }
};
addEventListener("pagehide", () => live.close());
