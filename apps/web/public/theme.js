// Runs before the first paint, so that nothing flashes.
try {
  const { state } = JSON.parse(localStorage.getItem("whatskovi.preferences") ?? "{}");
  if (state?.theme === "light" || state?.theme === "dark") document.documentElement.dataset.theme = state.theme;
  if (state?.locale) document.documentElement.lang = state.locale;
} catch {
  // The preferences are unreadable: the system's theme and Portuguese it is.
}
