/** A contact card as the contract writes it. */
export type ContactCard = { name: string; phoneNumbers: string[] };

/** Reads what a person wants of a vCard 2.1 to 4.0: the name and the phones. Folded lines are joined, escapes undone. */
export function readVcard(text: string, displayName: string): ContactCard {
  const lines = text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  let name = displayName;
  const phoneNumbers: string[] = [];
  for (const line of lines) {
    const separator = line.indexOf(":");
    const head = line.slice(0, Math.max(separator, 0)).replace(/^item\d+\./i, "");
    const value = unescaped(line.slice(separator + 1)).trim();
    const [property] = head.split(";");
    if (value === "") continue;
    if (/^fn$/i.test(property ?? "") && name === "") name = value;
    if (/^tel$/i.test(property ?? "")) phoneNumbers.push(phoneOf(head, value));
  }
  return { name, phoneNumbers: [...new Set(phoneNumbers)].slice(0, 20) };
}

/** WhatsApp writes its own id of the number beside it. */
function phoneOf(head: string, value: string): string {
  const id = /;waid=(\d+)/i.exec(head)?.[1];
  return value.replace(/^tel:/i, "") || (id === undefined ? "" : `+${id}`);
}

/** A card that phones take, each number with WhatsApp's id so that one can write to it. */
export function writeVcard({ name, phoneNumbers }: ContactCard): string {
  const phones = phoneNumbers.map(
    (phone) => `TEL;type=CELL;type=VOICE;waid=${phone.replace(/\D/g, "")}:${escaped(phone)}`,
  );
  return ["BEGIN:VCARD", "VERSION:3.0", `N:;${escaped(name)};;;`, `FN:${escaped(name)}`, ...phones, "END:VCARD"].join(
    "\n",
  );
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
const unescaped = (text: string): string =>
  text.replace(/\\(n|N|.)/g, (_all, char: string) => (char === "n" || char === "N" ? "\n" : char));
