/** What a sign in the text asks for: an emoji by name, a quick reply, or somebody. `from` is the sign, `to` the caret. */
export type Trigger = {
  readonly kind: "emoji" | "reply" | "mention";
  readonly query: string;
  readonly from: number;
  readonly to: number;
};

/** Behind the start, a space or a bracket: not inside an address, a time or a path. */
const forms = [
  { kind: "emoji", form: /(?:^|[\s([])(:([\p{L}\p{N}_+-]{2,30}))$/u },
  { kind: "reply", form: /(?:^|\s)(\/([\p{L}\p{N}_-]{0,32}))$/u },
  { kind: "mention", form: /(?:^|[\s([])(@((?:[\p{L}\p{N}._-]+(?: [\p{L}\p{N}._-]*)?)?))$/u },
] as const;

/** No sign reaches back further than this. */
const furthest = 80;

/** What stands before the caret, if it asks for something. Looks at the last few signs alone, however long the text is. */
export function triggerAt(text: string, caret: number, kinds: readonly Trigger["kind"][]): Trigger | null {
  const start = Math.max(0, caret - furthest);
  const before = text.slice(start, caret);
  for (const { kind, form } of forms) {
    const match = kinds.includes(kind) ? form.exec(before) : null;
    const [, written = "", query = ""] = match ?? [];
    if (match !== null) return { kind, query, from: caret - written.length, to: caret };
  }
  return null;
}

/** The text with what was chosen in the place of what asked for it, and where the caret stands then. */
export function complete(
  text: string,
  { from, to }: Pick<Trigger, "from" | "to">,
  chosen: string,
): { text: string; caret: number } {
  return { text: text.slice(0, from) + chosen + text.slice(to), caret: from + chosen.length };
}
