import type { Mention, MessageContent } from "@whatskovi/contract";

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

/** Somebody whom a text names; `isMe` where it is who reads it. */
export type Named = Mention & { readonly isMe?: boolean };

type Part = { readonly text: string; readonly isMention: boolean; readonly isMe?: boolean };

/** `@` and one of the handles, the longest that fits, with no letter or digit behind it. */
function patternOf(mentions: readonly Named[]): RegExp {
  const longestFirst = mentions.map(({ handle }) => handle).toSorted((one, other) => other.length - one.length);
  const handles = longestFirst.map((handle) => handle.replace(/[$()*+./?[\\\]^{|}-]/g, "\\$&"));
  return new RegExp(`@(${handles.join("|")})(?![\\p{L}\\p{N}])`, "gu");
}

/** A text cut at its mentions: `@5511987654321` becomes `@Ana` where the name is known. */
export function splitMentions(text: string, mentions: readonly Named[]): Part[] {
  if (mentions.length === 0) return [{ text, isMention: false }];
  const known = new Map(mentions.map((mention) => [mention.handle, mention]));
  const parts: Part[] = [];
  let position = 0;
  for (const match of text.matchAll(patternOf(mentions))) {
    const [written, handle = ""] = match;
    const { name = null, isMe = false } = known.get(handle) ?? {};
    if (match.index > position) parts.push({ text: text.slice(position, match.index), isMention: false });
    parts.push({ text: `@${name ?? handle}`, isMention: true, ...(isMe && { isMe }) });
    position = match.index + written.length;
  }
  if (position < text.length) parts.push({ text: text.slice(position), isMention: false });
  return parts;
}

const cached = new WeakMap<MessageContent, readonly Named[]>();

/** Whom a message names: people of a group, or colleagues. The same content gives the same list. */
export function namedIn(content: MessageContent, meId: string): readonly Named[] | undefined {
  const { mentions, mentionedUsers } = content;
  if (mentionedUsers === undefined) return mentions;
  const before = cached.get(content);
  if (before !== undefined) return before;
  const named = mentionedUsers.map(({ id, name }) => ({ handle: name, name, isMe: id === meId }));
  cached.set(content, named);
  return named;
}
