const countryCodes = new Set(
  (
    "1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 " +
    "211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 242 243 244 245 246 248 249 " +
    "250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 358 359 " +
    "370 371 372 373 374 375 376 377 378 380 381 382 383 385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508 509 590 591 592 593 " +
    "594 595 596 597 598 599 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 850 852 853 855 856 880 886 " +
    "960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 979 992 993 994 995 996 998"
  ).split(" "),
);

function countryCodeOf(digits: string): string {
  for (const length of [1, 2, 3]) {
    const code = digits.slice(0, length);
    if (countryCodes.has(code)) return code;
  }
  return digits.slice(0, 2);
}

/** Groups of three, the last one of four at most: how unknown plans are read aloud. */
function grouped(digits: string): string {
  const groups: string[] = [];
  let rest = digits;
  while (rest.length > 4) {
    groups.push(rest.slice(0, 3));
    rest = rest.slice(3);
  }
  return [...groups, rest].join(" ");
}

/** Argentina's area codes of two and three digits; the others have four. */
const argentineArea =
  /^(11|2(2[013]|3[067]|49|6[01346]|80|9[14789])|3(36|4[12358]|5[138]|6[24]|7[069]|8[013578])|\d{4})/;

/** The area and the number, as Argentina, Chile and Mexico write them; a mobile mark before the area stays apart. */
const ownForms: Readonly<Record<string, (national: string) => string | null>> = {
  "54": (national) => {
    const mark = national.length === 11 && national.startsWith("9") ? "9 " : "";
    const rest = national.slice(mark === "" ? 0 : 1);
    const area = rest.length === 10 ? argentineArea.exec(rest)?.[0] : undefined;
    return area === undefined ? null : `${mark}${area} ${rest.slice(area.length, -4)}-${rest.slice(-4)}`;
  },
  "55": (national) =>
    /^\d{10,11}$/.test(national) ? `${national.slice(0, 2)} ${national.slice(2, -4)}-${national.slice(-4)}` : null,
  "56": (national) => (/^9\d{8}$/.test(national) ? `9 ${national.slice(1, 5)} ${national.slice(5)}` : null),
  "52": (national) => {
    const mark = /^1\d{10}$/.test(national) ? "1 " : "";
    const rest = national.slice(mark === "" ? 0 : 1);
    if (rest.length !== 10) return null;
    const area = rest.slice(0, /^(33|55|56|81)/.test(rest) ? 2 : 3);
    return `${mark}${area} ${rest.slice(area.length, -4)} ${rest.slice(-4)}`;
  },
  "1": (national) =>
    national.length === 10 ? `${national.slice(0, 3)} ${national.slice(3, 6)}-${national.slice(6)}` : null,
};

/**
 * A phone number as people write it, from E.164: `+5511987654321` becomes `+55 11 98765-4321`. Brazil, North America, Argentina,
 * Chile and Mexico have their own form; the rest is grouped. Own code, because the tables of a full library weigh more than the
 * whole inbox.
 */
export function formatPhone(e164: string): string {
  const digits = e164.replace(/\D/g, "");
  const code = countryCodeOf(digits);
  const national = digits.slice(code.length);
  if (national === "") return e164;
  return `+${code} ${ownForms[code]?.(national) ?? grouped(national)}`;
}
