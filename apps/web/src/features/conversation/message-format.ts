import type { Mention } from "@whatskovi/contract";

/** A text as WhatsApp shows it: `*bold*`, `_italic_`, `~strike~`, `` `code` ``, ```` ```mono``` ```` and links. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bold" | "italic" | "strike"; readonly children: readonly Inline[] }
  | { readonly kind: "mono"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

const styles = { "*": "bold", _: "italic", "~": "strike" } as const;
const maximumDepth = 4;

// The length of a styled run is bounded, so that a text of thousands of asterisks stays cheap.
const pattern =
  /```(?<block>[\s\S]+?)```|`(?<code>[^`\n]+)`|(?<link>\b(?:https?:\/\/|www\.)[^\s<>"]+)|(?<![\p{L}\p{N}])(?<mark>[*_~])(?=\S)(?<inner>[^\n]{0,1000}?\S)\k<mark>(?![\p{L}\p{N}])/giu;

const trailing = /[.,;:!?)\]}'*_~]+$/;

function linkOf(found: string): { text: string; href: string } | null {
  const text = found.replace(trailing, "");
  const href = text.toLowerCase().startsWith("www.") ? `https://${text}` : text;
  if (!URL.canParse(href)) return null;
  const { protocol } = new URL(href);
  return protocol === "https:" || protocol === "http:" ? { text, href } : null;
}

function inlineOf(match: RegExpExecArray, depth: number): { inline: Inline; length: number } {
  const whole = match[0];
  const { block, code, link, mark, inner } = match.groups ?? {};
  const mono = block ?? code;
  if (mono !== undefined) return { inline: { kind: "mono", text: mono.replace(/^\n|\n$/g, "") }, length: whole.length };
  const target = link === undefined ? null : linkOf(link);
  if (target !== null) return { inline: { kind: "link", ...target }, length: target.text.length };
  if (mark === undefined || inner === undefined || depth >= maximumDepth)
    return { inline: { kind: "text", text: whole }, length: whole.length };
  return {
    inline: { kind: styles[mark as keyof typeof styles], children: parseMessage(inner, depth + 1) },
    length: whole.length,
  };
}

/** Never fails: what is no formatting is text. Only http and https become links. */
export function parseMessage(text: string, depth = 0): Inline[] {
  const inlines: Inline[] = [];
  const expression = new RegExp(pattern);
  let position = 0;
  for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
    if (match.index > position) inlines.push({ kind: "text", text: text.slice(position, match.index) });
    const { inline, length } = inlineOf(match, depth);
    inlines.push(inline);
    position = match.index + length;
    expression.lastIndex = position;
  }
  if (position < text.length) inlines.push({ kind: "text", text: text.slice(position) });
  return inlines;
}

const plain = (inline: Inline): string => ("children" in inline ? inline.children.map(plain).join("") : inline.text);

/** The text without its marks, on one line, for previews. */
export const plainText = (text: string): string => parseMessage(text).map(plain).join("").replace(/\s+/g, " ").trim();

/** A text cut at its mentions: `@5511987654321` becomes `@Ana` where the name is known. */
export function splitMentions(text: string, mentions: readonly Mention[]): { text: string; isMention: boolean }[] {
  const names = new Map(mentions.map(({ handle, name }) => [handle, name]));
  const parts: { text: string; isMention: boolean }[] = [];
  let position = 0;
  for (const match of text.matchAll(/@([\p{L}\p{N}._-]+)/gu)) {
    const handle = handleIn(match[1] ?? "", names);
    if (handle === null) continue;
    if (match.index > position) parts.push({ text: text.slice(position, match.index), isMention: false });
    parts.push({ text: `@${names.get(handle) ?? handle}`, isMention: true });
    position = match.index + 1 + handle.length;
  }
  if (position < text.length) parts.push({ text: text.slice(position), isMention: false });
  return parts;
}

/** The punctuation of a sentence may follow a handle. */
function handleIn(found: string, names: ReadonlyMap<string, unknown>): string | null {
  const bare = found.replace(/[._-]+$/, "");
  return [found, bare].find((handle) => names.has(handle)) ?? null;
}
