/** What a contact card says, as far as a help desk needs it. RFC 6350 and the older forms that phones write. */
export function readVcard(text: string): { name: string; phoneNumbers: string[] } {
  const lines = text.replaceAll(/\r?\n[ \t]/g, "").split(/\r?\n/);
  let name = "";
  const phoneNumbers: string[] = [];
  for (const line of lines) {
    const parts = /^(?:[\w-]+\.)?([\w-]+)((?:;[^:]*)?):(.*)$/.exec(line);
    if (parts === null) continue;
    const [, field = "", parameters = "", value = ""] = parts;
    if (field.toUpperCase() === "FN") name = plain(value, parameters);
    else if (field.toUpperCase() === "N" && name === "") name = nameOfParts(plain(value, parameters));
    else if (field.toUpperCase() === "TEL") {
      const waId = /;waid=(\d+)/i.exec(parameters)?.[1];
      const phone = waId === undefined ? value.replace(/^tel:/i, "").trim() : `+${waId}`;
      if (phone !== "") phoneNumbers.push(phone.slice(0, 100));
    }
  }
  return { name: name.slice(0, 500).toWellFormed(), phoneNumbers: [...new Set(phoneNumbers)].slice(0, 50) };
}

/** A card that WhatsApp shows with its number as one to write to. */
export function writeVcard({ name, phoneNumbers }: { name: string; phoneNumbers: readonly string[] }): string {
  const escaped = name.replaceAll(/[\\,;]/g, String.raw`\$&`).replaceAll(/\r?\n/g, String.raw`\n`);
  const phones = phoneNumbers.map((phone) => {
    const digits = phone.replaceAll(/\D/g, "");
    return `TEL;type=CELL;type=VOICE;waid=${digits}:${phone.replaceAll(/[\r\n]/g, "")}`;
  });
  return ["BEGIN:VCARD", "VERSION:3.0", `N:;${escaped};;;`, `FN:${escaped}`, ...phones, "END:VCARD"].join("\n");
}

function plain(value: string, parameters: string): string {
  const text = /quoted-printable/i.test(parameters) ? fromQuotedPrintable(value) : value;
  return text
    .replaceAll(/\\n/gi, " ")
    .replaceAll(/\\([\\,;])/g, "$1")
    .trim();
}

const fromQuotedPrintable = (value: string): string =>
  Buffer.from(
    value.replaceAll(/=([0-9A-F]{2})/gi, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

/** `Family;Given;Middle;…` */
function nameOfParts(value: string): string {
  const [family = "", given = "", middle = ""] = value.split(";");
  return [given, middle, family].filter(Boolean).join(" ");
}
