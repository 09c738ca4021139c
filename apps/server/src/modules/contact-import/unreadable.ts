import { UnreadableCsvError } from "../../platform/csv/index.ts";
import { AppError } from "../../platform/errors/app-error.ts";

export const asRefusal = (path: string, message: string) =>
  new AppError("invalid_input", { fields: [{ path, message }] });

/** Says of a table that cannot be read with the delimiter chosen that it is that. */
export async function refusingUnreadable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UnreadableCsvError)) throw error;
    throw asRefusal("body.delimiter", "the file cannot be read as a table with this delimiter");
  }
}
