import { useMemo, useState } from "react";
import { bodyOfFilter, type ContactFilter } from "./contact-queries.ts";

/** Contacts that something is done with together: some by hand, or all that the list finds. */
export type Selection = { readonly isAll: boolean; readonly ids: ReadonlySet<string> };

const nothing: Selection = { isAll: false, ids: new Set() };

/** At most so many are chosen by hand; more are all of a filter. */
export const mostByHand = 500;

export function useSelection() {
  const [selection, setSelection] = useState(nothing);
  return useMemo(
    () => ({
      selection,
      isEmpty: !selection.isAll && selection.ids.size === 0,
      isChosen: (id: string) => selection.isAll || selection.ids.has(id),
      toggle: (id: string) =>
        setSelection(({ isAll, ids }) => {
          if (isAll) return { isAll: false, ids: new Set([id]) };
          const next = new Set(ids);
          if (!next.delete(id) && next.size < mostByHand) next.add(id);
          return { isAll: false, ids: next };
        }),
      chooseAll: () => setSelection({ isAll: true, ids: new Set() }),
      clear: () => setSelection(nothing),
    }),
    [selection],
  );
}

/** As the API takes it. */
export const targetOf = ({ isAll, ids }: Selection, filter: ContactFilter) =>
  isAll ? { filter: bodyOfFilter(filter) } : { ids: [...ids] };
