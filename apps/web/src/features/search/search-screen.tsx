"use client";

import { lazyPart } from "../../components/ui/index.ts";
import { useEffect, useState } from "react";
import { ownShortcutOf } from "../../lib/shortcuts/index.ts";
import { closeSearchScreen, openSearchScreen, useSearchScreen } from "../../stores/search-screen.ts";

const SearchDialog = lazyPart(() => import("./search-dialog.tsx").then((module) => module.SearchDialog), "above");

/** What stands above the page, and is not going just now. */
const standing = "[role=dialog]:not([data-closed]),[role=alertdialog]:not([data-closed])";

/** Ctrl or ⌘ with K; what already stands above the page comes first. */
function useSearchKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || ownShortcutOf(event, "everywhere") !== "everything") return;
      event.preventDefault();
      if (document.querySelector(standing) === null) openSearchScreen();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      closeSearchScreen();
    };
  }, []);
}

/** What opens the search anywhere; the search itself comes when it is first opened. */
export function SearchScreen() {
  const isOpen = useSearchScreen((screen) => screen.isOpen);
  const [wasOpened, setOpened] = useState(false);
  if (isOpen && !wasOpened) setOpened(true);
  useSearchKey();
  return wasOpened ? <SearchDialog isOpen={isOpen} /> : null;
}
