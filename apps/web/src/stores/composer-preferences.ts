import { create } from "zustand";
import { persist } from "zustand/middleware";

type ComposerPreferences = {
  /** Enter sends and Shift+Enter breaks the line; otherwise Ctrl or ⌘ with Enter sends. */
  readonly sendsOnEnter: boolean;
};

export const useComposerPreferences = create<ComposerPreferences>()(
  persist((): ComposerPreferences => ({ sendsOnEnter: true }), { name: "whatskovi.composer" }),
);

export function setSendsOnEnter(sendsOnEnter: boolean): void {
  useComposerPreferences.setState({ sendsOnEnter });
}
