/**
 * Sets the colour scheme before the first paint and follows the device while the choice is "auto". Attribute
 * and key are those of Mantine's colour scheme manager, which pages without Mantine do not load.
 */
export const COLOR_SCHEME_SCRIPT = `(() => {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    let chosen = null;
    try {
      chosen = localStorage.getItem("mantine-color-scheme-value");
    } catch {}
    const scheme = chosen === "light" || chosen === "dark" ? chosen : dark.matches ? "dark" : "light";
    document.documentElement.setAttribute("data-mantine-color-scheme", scheme);
  };
  apply();
  dark.addEventListener("change", apply);
})();`;
