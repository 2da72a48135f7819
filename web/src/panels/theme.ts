import { h, icon } from "../ui/dom";
import { applyTheme, keepTheme } from "../ui/theme";
import type { Panel } from "./registry";

/** Switches between light and dark. */
export const themeButton: Panel = {
  id: "theme",
  place: "bar",
  create(app) {
    app.store.watch((s) => s.theme, applyTheme);
    const change = (): void => {
      const theme = app.store.get().theme === "light" ? "dark" : "light";
      keepTheme(theme);
      app.store.set({ theme });
    };
    return h("button", { class: "bar-button", title: "Light or dark", "aria-label": "Light or dark", onclick: change }, icon("theme"));
  },
};
