// Light or dark: the system's choice until a person makes another, which this browser then remembers.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const stored = () => {
    try {
      return localStorage.getItem("live-theme");
    } catch {
      return null; // storage is switched off: follow the system
    }
  };
  const remember = theme => {
    try {
      if (theme) localStorage.setItem("live-theme", theme);
      else localStorage.removeItem("live-theme");
    } catch {
      // storage is switched off: the choice lasts as long as the page
    }
  };
  const systemTheme = () => (system.matches ? "dark" : "light");

  root.dataset.theme = stored() ?? systemTheme();
  system.addEventListener("change", () => (root.dataset.theme = stored() ?? systemTheme()));
  addEventListener("storage", event => {
    if (event.key === "live-theme") root.dataset.theme = event.newValue ?? systemTheme();
  });
  document.addEventListener("click", event => {
    if (!event.target.closest?.("[data-theme-toggle]")) return;
    const theme = root.dataset.theme === "dark" ? "light" : "dark";
    root.dataset.theme = theme;
    remember(theme === systemTheme() ? null : theme);
  });
})();
