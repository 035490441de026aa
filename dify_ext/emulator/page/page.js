// Keeps the page up to date: parts that have changed on the server are taken over. The focus and what is open stay.
"use strict";
const parts = [...document.querySelectorAll("[data-live]")];
const shown = new Map(parts.map((part) => [part, part.innerHTML]));
const at = (part, key) => part.querySelector(`[data-key="${CSS.escape(key)}"]`);
const live = new EventSource("/_emulator/live");
live.onmessage = async () => {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of parts) {
    const content = fresh.getElementById(part.id)?.innerHTML;
    if (content === undefined || content === shown.get(part)) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    const open = [...part.querySelectorAll("details[open] > summary")].map((summary) => summary.dataset.key);
    part.innerHTML = content;
    shown.set(part, content);
    for (const key of open) at(part, key)?.parentElement.setAttribute("open", "");
    if (focused) at(part, focused)?.focus();
  }
};
addEventListener("pagehide", () => live.close());
