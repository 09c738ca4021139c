import type { Ticket } from "@whatskovi/contract";
import { driverCapabilities } from "@whatskovi/contract/capabilities";
import { useEffect, useState } from "react";

const hour = 3_600_000;
/** So long before it closes one is told. */
const soonMs = 3 * hour;

export type ServiceWindow =
  /** The number has no window, or it is wide open. */
  { readonly state: "open" } | { readonly state: "closing"; readonly closesAt: string } | { readonly state: "closed" };

/** Until when the customer's last message lets us write freely. */
export function serviceWindowOf({ connection, lastInboundAt }: Ticket, now: number): ServiceWindow {
  const hours = driverCapabilities[connection.driver].serviceWindowHours;
  if (hours === null) return { state: "open" };
  if (lastInboundAt === null) return { state: "closed" };
  const closesAt = Date.parse(lastInboundAt) + hours * hour;
  if (now >= closesAt) return { state: "closed" };
  return closesAt - now < soonMs ? { state: "closing", closesAt: new Date(closesAt).toISOString() } : { state: "open" };
}

/** The same, kept right while time passes. */
export function useServiceWindow(ticket: Ticket): ServiceWindow {
  const [now, setNow] = useState(Date.now);
  const current = serviceWindowOf(ticket, now);
  const closesAt = current.state === "closing" ? current.closesAt : null;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  // It closes to the second: what is sent after it would only be refused.
  useEffect(() => {
    if (closesAt === null) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, Date.parse(closesAt) - Date.now()));
    return () => clearTimeout(timer);
  }, [closesAt]);
  return current;
}
