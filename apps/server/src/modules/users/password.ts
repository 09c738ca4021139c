import bcrypt from "bcrypt";

const cost = 10;
let hashOfNobody: Promise<string> | undefined;

/** A bcrypt hash, to be stored. */
export const hashPassword = (password: string): Promise<string> => bcrypt.hash(password, cost);

/**
 * Whether the password is the one of the hash. For nobody (null) it takes as long and is false, so that time does not tell
 * which accounts exist. bcrypt reads 72 bytes at most: what is longer is never right.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  hashOfNobody ??= bcrypt.hash("nobody has this password", cost);
  const isRight = await bcrypt.compare(password, hash ?? (await hashOfNobody));
  return isRight && hash !== null && Buffer.byteLength(password) <= 72;
}
