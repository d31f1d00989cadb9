// Lengths of time as people say them, in the page's language: the server writes the units into the page (App.razor).
const { seconds: s, minutes: min, hours: h } = document.documentElement.dataset;

/** A length in its largest whole unit, like HealthWords.Length on the server. */
export const inWords = milliseconds => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return s.replace("{0}", seconds);
  return seconds < 3600 ? min.replace("{0}", Math.floor(seconds / 60)) : h.replace("{0}", Math.floor(seconds / 3600));
};
