import type { Role } from "@whatskovi/contract";
import type { ShortcutId } from "../../lib/shortcuts/index.ts";
import { placesOf } from "../shell/index.ts";

export type Destination = {
  readonly name: ReturnType<typeof placesOf>[number]["name"] | "profile";
  readonly href: string;
};

/** Where the keys lead somebody, by shortcut: their pages, and nothing that they may not open. */
export const destinationsOf = (role: Role): ReadonlyMap<ShortcutId, Destination> =>
  new Map<ShortcutId, Destination>([
    ...placesOf(role).map(({ shortcut, name, href }) => [shortcut, { name, href }] as const),
    ["goProfile", { name: "profile", href: "/profile" }],
  ]);
