import { useEffect, useState } from "react";

/** A value once it has rested; at once when it has become empty. */
export function useDebounced(value: string, restMs: number): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), value === "" ? 0 : restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return rested;
}
