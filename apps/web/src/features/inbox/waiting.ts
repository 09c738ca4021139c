import { useEffect, useState } from "react";

/** Past this a customer has waited too long, in milliseconds. */
const limit = 15 * 60_000;

export const isOverdue = (since: string, now: number): boolean => now - Date.parse(since) > limit;

/** The time, once a minute: one clock for the whole list. */
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
