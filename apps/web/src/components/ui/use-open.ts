import { useState } from "react";
import { useCloseByBack } from "../../lib/back/index.ts";

/** Whether the list of a field is open, for Base UI's roots; "back" closes it. */
export function useOpen() {
  const [open, onOpenChange] = useState(false);
  useCloseByBack(open, () => onOpenChange(false));
  return { open, onOpenChange: (next: boolean) => onOpenChange(next) };
}
