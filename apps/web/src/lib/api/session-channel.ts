import type { SignedIn } from "@whatskovi/contract";

type Announcement = { readonly signedIn: SignedIn | null };

/** Tells the other tabs of this browser who is signed in: they share the refresh cookie. Null is nobody. */
export function openSessionChannel(
  onAnnouncement: (signedIn: SignedIn | null) => void,
): (signedIn: SignedIn | null) => void {
  if (typeof BroadcastChannel === "undefined") return () => undefined;
  const channel = new BroadcastChannel("whatskovi.session");
  channel.onmessage = (event: MessageEvent<Announcement>) => onAnnouncement(event.data.signedIn);
  return (signedIn) => channel.postMessage({ signedIn } satisfies Announcement);
}
