import { create } from "zustand";

type ComposerFocus = { readonly wanted: { readonly mode: "reply" | "note" | "any" } | null };

export const useComposerFocus = create<ComposerFocus>(() => ({ wanted: null }));

/** Brings the cursor into the composer of the open conversation. */
export const focusComposer = (mode: "reply" | "note" | "any"): void => useComposerFocus.setState({ wanted: { mode } });
