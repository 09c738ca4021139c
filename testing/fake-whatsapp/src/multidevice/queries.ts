import { isJidGroup, jidDecode, jidNormalizedUser, type BinaryNode } from "@whiskeysockets/baileys";
import { unsigned } from "./bytes.ts";
import type { Connection } from "./connection.ts";
import { groupNode } from "./groups.ts";
import type { LinkedDevice } from "./linked-device.ts";
import type { Network } from "./network.ts";
import type { Person } from "./people.ts";
import { bytesIn, bytesOf, child, children, firstChild, node, refusal, result } from "./stanzas.ts";

type Answer = BinaryNode[] | BinaryNode | undefined;
type Query = { readonly network: Network; readonly device: LinkedDevice; readonly stanza: BinaryNode };

const ANSWERS: Record<string, (query: Query) => Answer> = {
  "w:p": () => undefined,
  "w:stats": () => undefined,
  "urn:xmpp:whatsapp:dirty": () => undefined,
  encrypt: answerKeys,
  usync: ({ network, stanza }) => answerUsync(network, stanza),
  abt: () => [node("props", { hash: "fake" }, [])],
  privacy: answerPrivacy,
  blocklist: () => [node("list", {}, [])],
  status: () => undefined,
  disappearing_mode: () => undefined,
  "w:m": ({ network }) => [
    node("media_conn", { auth: "fake-auth", ttl: "300" }, [
      node("host", { hostname: network.media.host, maxContentLengthBytes: "2147483648" }),
    ]),
  ],
  "w:sync:app:state": ({ stanza }) => [
    node(
      "sync",
      {},
      children(child(stanza, "sync"), "collection").map(({ attrs }) =>
        node("collection", { name: attrs["name"], version: attrs["version"] ?? "0", type: "result" }),
      ),
    ),
  ],
  "w:g2": answerGroup,
  "w:profile:picture": answerPicture,
  "w:biz": () => [node("business_profile", {}, [])],
  "w:mex": answerMex,
};

/** Answers what a logged-in device asks the server. */
export function answerQuery(network: Network, connection: Connection, stanza: BinaryNode): void {
  const { device } = connection;
  const answer = ANSWERS[stanza.attrs["xmlns"] ?? ""];
  if (answer === undefined || device === null) {
    network.unhandled.push(stanza);
    connection.send(refusal(stanza, 501, "feature-not-implemented"));
    return;
  }
  const content = answer({ network, device, stanza });
  connection.send(content === undefined || Array.isArray(content) ? result(stanza, content) : content);
}

function answerKeys({ network, device, stanza }: Query): Answer {
  const asked = firstChild(stanza);
  if (asked?.tag === "count") return [node("count", { value: String(device.preKeyCount) })];
  if (asked?.tag === "digest") return [node("digest", {})];
  if (asked?.tag === "rotate") {
    const signed = child(asked, "skey");
    device.rotateSignedPreKey({
      id: unsigned(bytesOf(signed, "id")),
      key: bytesOf(signed, "value"),
      signature: bytesOf(signed, "signature"),
    });
    return undefined;
  }
  if (asked?.tag === "key") {
    return [
      node(
        "list",
        {},
        children(asked, "user").map(({ attrs }) => bundleOf(network, attrs["jid"] ?? "")),
      ),
    ];
  }
  device.addPreKeys(
    children(child(stanza, "list"), "key").map((key) => ({
      id: unsigned(bytesOf(key, "id")),
      key: bytesOf(key, "value"),
    })),
  );
  return undefined;
}

function bundleOf(network: Network, jid: string): BinaryNode {
  const person = network.directory.byJid(jid);
  const id = jidDecode(jid)?.device ?? 0;
  if (person !== undefined && id === 0) return person.device.bundleNode(jid);
  const linked = person && network.devicesOf(person).find((each) => each.id === id && !each.isUnlinked);
  return linked?.bundleNode(jid) ?? node("user", { jid }, [node("error", { code: "404", text: "item-not-found" })]);
}

/** Who is on WhatsApp, under which identifiers, with which devices. */
function answerUsync(network: Network, stanza: BinaryNode): Answer {
  const usync = child(stanza, "usync");
  const protocols = new Set(
    children(usync, "query")
      .flatMap(({ content }) => (Array.isArray(content) ? content : []))
      .map(({ tag }) => tag),
  );
  const users = children(child(usync, "list"), "user").map((user) => answerUser(network, user, protocols));
  const { sid, mode, context } = usync?.attrs ?? {};
  const attrs = { sid, mode, context, index: "0", last: "true" };
  return [node("usync", attrs, [node("result", {}, []), node("list", {}, users)])];
}

function answerUser(network: Network, user: BinaryNode, protocols: ReadonlySet<string>): BinaryNode {
  const digits = bytesIn(child(user, "contact")).toString().replace(/\D/gu, "");
  const asked = user.attrs["jid"] ?? `${digits}@s.whatsapp.net`;
  const person = digits === "" ? network.directory.byJid(asked) : network.directory.onWhatsApp(digits);
  const content: BinaryNode[] = [];
  if (protocols.has("contact")) content.push(node("contact", { type: person === undefined ? "out" : "in" }));
  if (protocols.has("devices")) content.push(node("devices", {}, [deviceList(network, person)]));
  if (protocols.has("lid") && person !== undefined && !asked.endsWith("@lid"))
    content.push(node("lid", { val: person.lidJid }));
  const jid = digits === "" ? asked : (person?.phoneJid ?? asked);
  return node("user", { jid }, content);
}

function deviceList(network: Network, person: Person | undefined): BinaryNode {
  if (person === undefined) return node("device-list", { hash: "2:none" }, []);
  const linked = network.devicesOf(person).filter((device) => !device.isUnlinked);
  const others = linked.map((device) =>
    node("device", { id: String(device.id), "key-index": String(device.keyIndex) }),
  );
  return node("device-list", { hash: `2:${others.length}` }, [node("device", { id: "0" }), ...others]);
}

function answerPrivacy({ network, device, stanza }: Query): Answer {
  if (stanza.attrs["type"] === "set") return undefined;
  const value = network.phoneOf(device.account)?.behaviour.readReceipts === false ? "none" : "all";
  return [node("privacy", {}, [node("category", { name: "readreceipts", value })])];
}

function answerGroup({ network, device, stanza }: Query): Answer {
  const to = stanza.attrs["to"] ?? "";
  const own = [...network.groups.values()].filter(({ members }) => members.includes(device.account));
  if (isJidGroup(to) !== true || to === "@g.us") return [node("groups", {}, own.map(groupNode))];
  const group = own.find(({ jid }) => jid === to);
  if (group === undefined) return refusal(stanza, 404, "item-not-found");
  return stanza.attrs["type"] === "get" ? [groupNode(group)] : undefined;
}

function answerPicture({ network, stanza }: Query): Answer {
  const target = jidNormalizedUser(stanza.attrs["target"]);
  const url = network.directory.byJid(target)?.pictureUrl;
  return url ? [node("picture", { url, type: "image", id: "1" })] : refusal(stanza, 404, "item-not-found");
}

/** WhatsApp's GraphQL inside the stream; asked about a restriction of the account. */
function answerMex({ network, device }: Query): Answer {
  const restriction = network.phoneOf(device.account)?.restriction ?? null;
  const data = {
    xwa2_fetch_account_reachout_timelock: {
      is_active: restriction !== null,
      time_enforcement_ends: restriction === null ? "0" : String(Math.floor(restriction.until / 1000)),
      enforcement_type: restriction?.type ?? "DEFAULT",
    },
  };
  return [node("result", {}, Buffer.from(JSON.stringify({ data })))];
}
