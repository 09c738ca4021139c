import { useEffect } from "react";

/** Less than this is the browser's own bars coming and going. */
const keyboardPx = 120;

/**
 * Keeps the page above the keyboard of the screen. Some browsers make the window smaller for it, as the page asks; others lay the
 * keyboard over the page and push that upwards: there the page takes the height that can be seen.
 */
export function useVisibleHeight(): void {
  useEffect(() => {
    const { visualViewport: visible } = window;
    const { documentElement: root } = document;
    if (visible === null) return;
    const fit = () => {
      const isEnlarged = visible.scale > 1.01;
      const isCovered = !isEnlarged && root.clientHeight - visible.height > keyboardPx;
      if (!isCovered) return root.style.removeProperty("--visible-height");
      root.style.setProperty("--visible-height", `${visible.height}px`);
      return window.scrollTo(0, 0);
    };
    visible.addEventListener("resize", fit);
    return () => {
      visible.removeEventListener("resize", fit);
      root.style.removeProperty("--visible-height");
    };
  }, []);
}
