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
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return serviceWindowOf(ticket, now);
}
