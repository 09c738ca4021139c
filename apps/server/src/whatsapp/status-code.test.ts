import { expect, test } from "vitest";
import { DriverState } from "./driver.ts";
import { stateAfterStart } from "./state-after-start.ts";
import { statusCodeOf } from "./status-code.ts";

const codeOf = (state: Parameters<typeof DriverState.parse>[0]) => statusCodeOf(DriverState.parse(state));

test.each([
  [{ status: "logged_out" }, "unlinked"],
  [{ status: "logged_out", providerCode: "440" }, "replaced"],
  [{ status: "failed", providerCode: "CONFLICT" }, "replaced"],
  [{ status: "failed", providerCode: "SMB_TOS_BLOCK" }, "banned"],
  [{ status: "restricted", providerCode: "463" }, "restricted"],
  [{ status: "failed", providerCode: "405" }, "version_too_old"],
  [{ status: "failed", providerCode: "something new" }, "refused"],
  [{ status: "stopped", providerCode: "515", restartsAtOnce: true }, "restarting"],
  [{ status: "stopped", reason: "The browser died." }, "crashed"],
  [{ status: "reconnecting" }, "network"],
  [{ status: "failed", code: "browser_missing", providerCode: "401" }, "browser_missing"],
  [{ status: "online", providerCode: "401" }, null],
  [{ status: "pairing" }, null],
])("%o is %s", (state, code) => {
  expect(codeOf(state)).toBe(code);
});

test("what a start throws that is no refusal is tried again", () => {
  expect(stateAfterStart(new Error("boom"))).toMatchObject({
    status: "stopped",
    code: "start_failed",
    reason: "boom",
  });
});
