import { expect, test } from "vitest";
import { safeReturn } from "./login-page.tsx";

test.each([
  ["?next=%2Fqueues", "/queues"],
  ["?next=%2Ftickets%3Fticket%3D1", "/tickets?ticket=1"],
  ["", "/tickets"],
  ["?next=https%3A%2F%2Fevil.example", "/tickets"],
  ["?next=%2F%2Fevil.example", "/tickets"],
  ["?next=%2F%5Cevil.example", "/tickets"],
  ["?next=%2Flogin", "/tickets"],
])("%s leads to %s", (search, path) => {
  expect(safeReturn(search)).toBe(path);
});
