import { expect } from "vitest";
import { DriverError } from "../../src/whatsapp/driver.ts";

/** The error with which a driver refuses; anything else than a `DriverError`, or nothing, fails. */
export async function refusalOf(work: Promise<unknown> | undefined): Promise<DriverError> {
  const thrown = await Promise.resolve(work).then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(DriverError);
  return thrown as DriverError;
}
