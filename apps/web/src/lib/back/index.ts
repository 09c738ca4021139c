import { useEffectEvent, useLayoutEffect } from "react";
import { addLayer } from "./steps.ts";

export { goBack } from "./steps.ts";

/**
 * While something stands above the page, the browser's "back" (on phones a gesture) closes it and leaves the page where it is. The
 * one that came last goes first.
 */
export function useCloseByBack(isOpen: boolean, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  // From the frame on in which it is seen.
  useLayoutEffect(() => (isOpen ? addLayer(() => close()) : undefined), [isOpen]);
}
