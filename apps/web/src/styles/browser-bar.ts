/** The canvas of both themes, for what the browser and the phone paint around the app; `tokens.css` has the same colours. */
export const browserBar = { light: "#eff4f1", dark: "#0c100e" } as const;
