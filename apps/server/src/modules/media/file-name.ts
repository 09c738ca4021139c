const NAME_LENGTH = 120;
/** Control characters, and those that turn the direction of writing so that `gpj.exe` is read `exe.jpg`. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** A file's name for people: no path, nothing invisible, not too long. Never a name in the storage. */
export function safeFileName(given: string | null, fallback: string): string {
  const name = (given ?? "").replace(invisible, "").split(/[/\\]/).at(-1)?.trim().replace(/^\.+/, "") ?? "";
  if (name === "") return fallback;
  if (name.length <= NAME_LENGTH) return name;
  const ending = /\.\w{1,10}$/.exec(name)?.[0] ?? "";
  return `${[...name].slice(0, NAME_LENGTH - ending.length).join("")}${ending}`;
}
