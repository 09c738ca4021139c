import { useEffect } from "react";
import { create } from "zustand";

export const useNavigation = create<{ readonly isBarHidden: boolean }>(() => ({ isBarHidden: false }));

/** On phones, takes the bar at the bottom away while something needs the whole screen. */
export function useFullScreen(isFull: boolean): void {
  useEffect(() => {
    if (!isFull) return;
    useNavigation.setState({ isBarHidden: true });
    return () => useNavigation.setState({ isBarHidden: false });
  }, [isFull]);
}
