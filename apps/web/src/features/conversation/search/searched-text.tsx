import { foundParts } from "./found-parts.ts";
import { useSearch } from "./search-store.ts";

/** A text in which what is being looked for stands out. */
export function SearchedText({ text }: { text: string }) {
  const query = useSearch((search) => search.query);
  if (query === "") return text;
  return foundParts(text, query).map((part, index) =>
    part.isFound ? (
      <mark key={index} className="rounded-corner bg-note text-note-ink outline outline-note-line">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}
