import type { ClientErrorKind } from "../ipc.ts";

/** A call of the driver's that failed, with the port's word for it. */
export class ClientError extends Error {
  override readonly name = "ClientError";
  readonly kind: ClientErrorKind;

  constructor(kind: ClientErrorKind, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.kind = kind;
  }
}

/** What somebody threw, as a text: the library throws texts as well as errors. */
export const textOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** Something that must not hold us up: null when it failed or took too long. */
export async function orNull<Result>(work: Promise<Result>, ms: number): Promise<Result | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  const result = await Promise.race([work.catch(() => null), late]);
  clearTimeout(timer);
  return result;
}
