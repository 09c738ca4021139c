import { create } from "zustand";
import { persist } from "zustand/middleware";

export const listWidthLimits = { min: 280, max: 480, usual: 340 } as const;

type Layout = {
  /** Pixels. */
  readonly listWidth: number;
  readonly isDetailsOpen: boolean;
  /** Sections of the details that are folded away, by name. */
  readonly foldedSections: readonly string[];
};

/** How a person has arranged the panes, remembered in this browser. */
export const useLayout = create<Layout>()(
  persist((): Layout => ({ listWidth: listWidthLimits.usual, isDetailsOpen: true, foldedSections: [] }), {
    name: "whatskovi.layout",
  }),
);

export function setListWidth(width: number): void {
  const { min, max } = listWidthLimits;
  useLayout.setState({ listWidth: Math.round(Math.min(max, Math.max(min, width))) });
}

export function setDetailsOpen(isDetailsOpen: boolean): void {
  useLayout.setState({ isDetailsOpen });
}

export function setSectionFolded(name: string, isFolded: boolean): void {
  useLayout.setState(({ foldedSections }) => ({
    foldedSections: [...foldedSections.filter((folded) => folded !== name), ...(isFolded ? [name] : [])],
  }));
}
