import { useEffect } from "react";
import type { Shown } from "./gallery.ts";

export type GalleryProps = {
  readonly message: Shown;
  /** The pictures and films that are loaded, the oldest first. */
  readonly gallery: readonly Shown[];
  readonly onShow: (message: Shown) => void;
  /** Loads what comes before or after those; null when there is no more. */
  readonly more: { readonly older: (() => void) | null; readonly newer: (() => void) | null };
};

/** The ways to the picture before and the one after. */
export function useNeighbours({ message, gallery, onShow, more }: GalleryProps) {
  const index = gallery.findIndex(({ id }) => id === message.id);
  const [previous, next] = index < 0 ? [undefined, undefined] : [gallery[index - 1], gallery[index + 1]];
  // Before one stands at the last of those that are loaded, the following ones are on their way.
  const needed = index < 0 ? null : index < 2 ? more.older : index > gallery.length - 3 ? more.newer : null;
  useEffect(() => {
    needed?.();
  }, [needed, index]);
  const show = (neighbour: Shown | undefined) => () => {
    if (neighbour !== undefined) onShow(neighbour);
  };
  return {
    position: { at: index + 1, of: gallery.length },
    previous: previous && show(previous),
    next: next && show(next),
  };
}
