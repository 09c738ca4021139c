import { createRequire } from "node:module";
import type * as Baileys from "@whiskeysockets/baileys";

/** Baileys, as a type. Everything that runs comes by `loadLibrary`: the package may be missing. */
export type Library = typeof Baileys;

const packageName = "@whiskeysockets/baileys";
const command = `npm install ${packageName}@7.0.0-rc14 --workspace apps/server`;

let loading: Promise<Library> | null = null;

/** Loads the package once a process. Rejects when it is not installed. */
export function loadLibrary(): Promise<Library> {
  loading ??= import("@whiskeysockets/baileys");
  return loading;
}

/** Null when the package is there, else what to do, for a person. Loads nothing. */
export async function missingBecause(
  resolve: (name: string) => string = createRequire(import.meta.url).resolve,
): Promise<string | null> {
  try {
    resolve(packageName);
    return null;
  } catch {
    return (
      `The package Baileys is not installed. Install it with: ${command} and start the server again. It is optional ` +
      "because one of its parts, libsignal, has the licence GPL-3.0, which says more than WhatsKovi's own (MIT) about " +
      "passing the program on."
    );
  }
}
