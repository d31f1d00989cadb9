// Single keys, for who works without a mouse. Each presses or focuses something that is on the page anyway (data-shortcut), so what it
// does is said and shown there as well. They can be switched off in their own sheet (WCAG 2.2, 2.1.4).

const sheet = document.getElementById("shortcuts");
const choice = sheet.querySelector("[data-shortcuts-on]");
const memory = "live-shortcuts";

try {
  choice.checked = localStorage.getItem(memory) !== "off";
} catch {
  choice.checked = true; // storage is switched off: the choice lasts as long as the page
}

choice.addEventListener("change", () => {
  try {
    localStorage.setItem(memory, choice.checked ? "on" : "off");
  } catch (error) {
    console.info("The choice is not remembered:", error.message);
  }
});

const first = name => document.querySelector(`[data-shortcut~="${name}"]:not(:disabled, [readonly])`);
const press = name => first(name)?.click();
const focus = name => {
  const target = first(name);
  target?.focus();
  target?.select?.();
};

const lines = () => [...document.querySelectorAll(".segment")];
const current = () => document.activeElement.closest?.(".segment");
const stepLine = by => {
  const all = lines();
  const at = all.indexOf(current());
  const inView = all.findIndex(line => line.getBoundingClientRect().top > innerHeight / 4);
  const next = at < 0 ? all[Math.max(0, inView)] : all[at + by];
  next?.querySelector("a")?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
};

const actions = {
  "?": () => sheet.showModal(),
  "/": () => focus("find"),
  s: () => (first("search-box") ? focus("search-box") : press("search")),
  n: () => press("next-find"),
  p: () => press("previous-find"),
  j: () => stepLine(1),
  k: () => stepLine(-1),
  c: () => document.querySelector("transcript-lines")?.copy(current()),
  e: () => document.querySelector("transcript-lines")?.goToEnd(),
  r: () => press("retry"),
  x: () => press("cancel"),
  l: () => press("list"),
};

const isTyping = target => target.closest?.("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", event => {
  if (event.key === "Escape" && event.target.type === "search" && event.target.value) {
    event.target.value = "";
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
    event.preventDefault();
    return;
  }

  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target) || sheet.open) return;
  if (event.key !== "?" && !choice.checked) return;
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

document.addEventListener("click", event => event.target.closest?.("[data-shortcuts-open]") && sheet.showModal());
