/** Why the product cannot start, as one sentence that tells the person what to change. Shown without a stack. */
export class StartError extends Error {
  override readonly name = "StartError";
}
