import { stat } from "node:fs/promises";
import path from "node:path";
import type { DatabaseUser } from "./database-user.ts";

/** Whether the user may enter every folder on the way to (and including) this one, by the permission bits. */
export async function canReach(user: DatabaseUser, folder: string): Promise<boolean> {
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    const { mode, uid, gid } = await stat(place);
    const bits = uid === user.uid ? mode >> 6 : gid === user.gid ? mode >> 3 : mode;
    if ((bits & 1) === 0) return false;
    if (place === path.dirname(place)) return true;
  }
}
