import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { lazyPart } from "../../components/ui/index.ts";
import { closeShortcutSheet, useShortcutSheet } from "../../stores/shortcut-sheet.ts";
import { endBeginning, useNewConversation } from "../../stores/new-conversation.ts";
import { NewConversationDialog } from "../new-conversation/index.ts";
import { keepFocus } from "./keep-focus.ts";
import { SequenceHint } from "./sequence-hint.tsx";
import { useEverywhereKeys } from "./use-everywhere-keys.ts";

const ShortcutsDialog = lazyPart(
  () => import("./shortcuts-dialog.tsx").then((module) => module.ShortcutsDialog),
  "above",
);

/** Once, around every page of somebody signed in. */
export function Keyboard() {
  const router = useRouter();
  const isSheetOpen = useShortcutSheet((sheet) => sheet.isOpen);
  const { isOpen: isBeginning, contact } = useNewConversation();
  const { pending, go } = useEverywhereKeys();
  useEffect(keepFocus, []);
  useEffect(
    () => () => {
      closeShortcutSheet();
      endBeginning();
    },
    [],
  );
  return (
    <>
      {pending !== null && <SequenceHint pending={pending} go={go} />}
      {isSheetOpen && <ShortcutsDialog onClose={closeShortcutSheet} />}
      {isBeginning && (
        <NewConversationDialog
          contact={contact}
          onClose={endBeginning}
          onOpened={({ id }) => {
            endBeginning();
            router.push(`/tickets?ticket=${id}`);
          }}
        />
      )}
    </>
  );
}
