import { getBinaryNodeChild, getBinaryNodeChildren, type BinaryNode } from "@whiskeysockets/baileys";
import { bufferOf, seconds } from "./bytes.ts";

export const SERVER = "s.whatsapp.net";

/** One stanza or child of one; attributes without value are left out. */
export function node(
  tag: string,
  attrs: Record<string, string | undefined> = {},
  content?: BinaryNode["content"],
): BinaryNode {
  const defined = Object.fromEntries(Object.entries(attrs).filter(([, value]) => value !== undefined));
  return { tag, attrs: defined as Record<string, string>, ...(content === undefined ? {} : { content }) };
}

export const child = (parent: BinaryNode | undefined, tag: string): BinaryNode | undefined =>
  getBinaryNodeChild(parent, tag);

export const children = (parent: BinaryNode | undefined, tag: string): BinaryNode[] =>
  getBinaryNodeChildren(parent, tag);

export const firstChild = (parent: BinaryNode): BinaryNode | undefined =>
  Array.isArray(parent.content) ? parent.content[0] : undefined;

/** The bytes inside; empty where there are none. */
export const bytesIn = (parent: BinaryNode | undefined): Buffer =>
  Array.isArray(parent?.content) ? Buffer.alloc(0) : bufferOf(parent?.content);

export const bytesOf = (parent: BinaryNode | undefined, tag: string): Buffer => bytesIn(child(parent, tag));

export const now = (): string => String(seconds(Date.now()));

export const result = (query: BinaryNode, content?: BinaryNode[]): BinaryNode =>
  node("iq", { from: SERVER, type: "result", id: query.attrs["id"] }, content);

export const refusal = (query: BinaryNode, code: number, text: string): BinaryNode =>
  node("iq", { from: SERVER, type: "error", id: query.attrs["id"] }, [node("error", { code: String(code), text })]);
