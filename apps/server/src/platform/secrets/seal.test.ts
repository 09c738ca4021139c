import { expect, test } from "vitest";
import { encryptionKeyFrom, open, seal, SealError } from "./seal.ts";

const key = encryptionKeyFrom("a secret that only this test knows");

test("what was sealed opens again, and is never sealed twice alike", () => {
  const sealed = seal(key, "olá 👋");
  expect(open(key, sealed).toString()).toBe("olá 👋");
  expect(seal(key, "olá 👋")).not.toEqual(sealed);
  expect(open(key, seal(key, new Uint8Array()))).toHaveLength(0);
});

test("the sealed bytes do not show the text", () => {
  expect(seal(key, "access-token").includes("access-token")).toBe(false);
});

test("another key is told from damaged data", () => {
  const sealed = seal(key, "x");
  expect(() => open(encryptionKeyFrom("another secret"), sealed)).toThrow(/another ENCRYPTION_KEY/);
});

test("a change of any byte is noticed", () => {
  const sealed = seal(key, "token");
  for (const position of sealed.keys()) {
    const changed = Buffer.from(sealed);
    changed[position] = (changed[position] ?? 0) ^ 1;
    expect(() => open(key, changed), `byte ${position}`).toThrow(SealError);
  }
  expect(() => open(key, sealed.subarray(0, 10))).toThrow(SealError);
});

test("a secret moved to another row does not open there", () => {
  const sealed = seal(key, "token", "connection:1");
  expect(open(key, sealed, "connection:1").toString()).toBe("token");
  expect(() => open(key, sealed, "connection:2")).toThrow(SealError);
});
