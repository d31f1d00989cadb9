// The library in the browser: the box for links, and what the server is told of its reader (Reader.cs) by cookies, so that the page is
// right before anything of it is drawn.
const year = 365 * 24 * 60 * 60;
const remember = (name, value) => (document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year}; samesite=lax`);

remember("live-zone", Intl.DateTimeFormat().resolvedOptions().timeZone);

document.addEventListener("click", event => {
  const view = event.target.closest?.("[data-view]")?.dataset.view;
  if (view) remember("live-view", view);
});

const boxOf = event => event.target.closest?.("[data-links]")?.querySelector("textarea");

document.addEventListener("keydown", event => {
  const box = event.target.matches?.("[data-links] textarea") ? event.target : null;
  if (!box || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  box.dispatchEvent(new Event("change", { bubbles: true }));
  box.form.requestSubmit();
});

// One message to the server holds 256 KiB (ComponentsServices.cs); a larger one would end the circuit, and what was pasted with it.
const mostBytes = 200_000;
const isTooLong = box => box.value.length > mostBytes / 6 && new TextEncoder().encode(JSON.stringify(box.value)).length > mostBytes;

for (const type of ["change", "submit"]) {
  addEventListener(
    type,
    event => {
      const box = boxOf(event);
      if (!box || (type === "change" && event.target !== box)) return;
      const tooLong = isTooLong(box);
      box.form.querySelector("[data-too-long]").hidden = !tooLong;
      if (!tooLong) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
