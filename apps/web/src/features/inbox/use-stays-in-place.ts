import { type RefObject, useEffect } from "react";

/** On a phone the list makes room for a conversation. Back again, it stands where it stood. */
export function useStaysInPlace(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let place = element.scrollTop;
    const remember = () => {
      if (element.clientHeight > 0) place = element.scrollTop;
    };
    const observer = new ResizeObserver(() => {
      if (element.clientHeight > 0 && element.scrollTop === 0 && place > 0) element.scrollTop = place;
    });
    element.addEventListener("scroll", remember, { passive: true });
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", remember);
      observer.disconnect();
    };
  }, [scroller]);
}
