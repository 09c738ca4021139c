/** A wrong form of something: which part is wrong, and how; and all of it. */
export type Form = { readonly name: string; readonly value: Record<string, unknown> };

/** What stands where something else should. `json` carries anything; a protocol with types carries wrong values alone. */
export type Carrier = "json" | "typed";

const huge = "x".repeat(70_000);
const inText = ["", "\0", "\ud83d", huge];
const inNumber = [0, -1, Number.MAX_VALUE, Number.NaN];
const ofAnotherType = [null, 7, "7", true, [], {}, [null], { id: [] }];

function wrongValues(value: unknown, carrier: Carrier): unknown[] {
  const wrong = [undefined, ...wrongOfItsType(value)];
  // JSON has no NaN; a text where a number should be does the same.
  return carrier === "typed" ? wrong : [...wrong, ...ofAnotherType].filter((each) => !Number.isNaN(each));
}

function wrongOfItsType(value: unknown): unknown[] {
  if (typeof value === "string") return inText;
  if (typeof value === "number") return inNumber;
  if (typeof value === "boolean") return [!value];
  if (value instanceof Uint8Array) return [new Uint8Array(0), new Uint8Array(1), new Uint8Array(5000)];
  if (Array.isArray(value)) return [[], Array.from({ length: 2000 }, () => value[0])];
  return [{}];
}

/**
 * Every form in which one part of a message is missing or wrong, the outermost parts first. `count` of them at least, else it
 * throws: a kind with fewer has too small an example.
 */
export function formsOf(example: Record<string, unknown>, carrier: Carrier, count: number): Form[] {
  const forms = [...pathsIn(example)]
    .toSorted((one, other) => one.length - other.length)
    .flatMap((path) =>
      wrongValues(valueAt(example, path), carrier).map((wrong) => ({
        name: `${path.join(".")} = ${nameOf(wrong)}`,
        value: withValue(example, path, wrong),
      })),
    );
  if (forms.length < count) throw new Error(`only ${forms.length} wrong forms of ${JSON.stringify(example)}`);
  return spread(forms, count);
}

/** Evenly out of all of them, so that each part has its turn. */
const spread = <Item>(items: readonly Item[], count: number): Item[] =>
  Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as Item);

function* pathsIn(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return;
  for (const [key, each] of Object.entries(value)) {
    yield [...path, key];
    yield* pathsIn(each, [...path, key]);
  }
}

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value);

function withValue(value: unknown, [key = "", ...rest]: readonly string[], wrong: unknown): Record<string, unknown> {
  const given = value as Record<string, unknown>;
  const inner = rest.length === 0 ? wrong : withValue(given[key], rest, wrong);
  if (Array.isArray(value)) return value.toSpliced(Number(key), 1, ...(inner === undefined ? [] : [inner])) as never;
  const { [key]: _gone, ...others } = given;
  return inner === undefined ? others : { ...others, [key]: inner };
}

function nameOf(wrong: unknown): string {
  if (wrong === undefined) return "missing";
  if (wrong instanceof Uint8Array) return `${wrong.length} bytes`;
  const text = typeof wrong === "string" ? JSON.stringify(wrong) : (JSON.stringify(wrong) ?? String(wrong));
  return text.length > 30 ? `${text.slice(0, 10)}… (${text.length})` : text;
}
