// @vitest-environment node
import { endpoints as contract } from "@whatskovi/contract";
import { expect, test } from "vitest";
import { endpoints } from "./endpoints.ts";

test("the browser's table is the contract's", () => {
  const addresses = Object.entries(contract).map(([name, { method, path, access }]) => {
    const isOpen = access === "public" || access === "credential";
    return [name, { method, path, access: isOpen ? "public" : "AGENT" }];
  });
  expect(endpoints).toEqual(Object.fromEntries(addresses));
});
