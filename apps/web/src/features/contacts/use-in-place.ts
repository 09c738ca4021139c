import { useEffect, useRef, useState } from "react";
import { isApiError } from "../../lib/api/index.ts";

type Editing = {
  readonly text: string;
  /** What stood there when the person began. */
  readonly base: string;
};

type InPlace = {
  readonly text: string;
  readonly isSaving: boolean;
  readonly error: unknown;
  /** What somebody else has written meanwhile; null while nobody has. */
  readonly conflict: string | null;
  begin(): void;
  change(text: string): void;
  /** Saves what was changed. Refused, it stays to be mended or tried again. */
  commit(): void;
  revert(): void;
  /** After a conflict: mine over theirs. */
  overwrite(): void;
};

/**
 * One thing that is changed where it stands. `save` gets what is to be and what the person saw before, so that the server can tell
 * when somebody else was faster; what was typed is never lost to that.
 */
export function useInPlace(saved: string, save: (next: string, expected: string) => Promise<unknown>): InPlace {
  const [editing, setEditing] = useState<Editing | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isAlive = useRef(true);
  useEffect(() => {
    isAlive.current = true;
    return () => {
      isAlive.current = false;
    };
  }, []);

  const isStale = editing !== null && !isSaving && editing.base !== saved && editing.text !== saved;
  const send = async (text: string, expected: string) => {
    setSaving(true);
    setError(null);
    try {
      await save(text, expected);
      if (isAlive.current) setEditing((now) => (now !== null && now.text !== text ? { ...now, base: text } : null));
    } catch (refusal) {
      if (isAlive.current) setError(refusal);
    } finally {
      if (isAlive.current) setSaving(false);
    }
  };
  const revert = () => {
    setEditing(null);
    setError(null);
  };

  return {
    text: editing?.text ?? saved,
    isSaving,
    error: isApiError(error, "contact_changed") ? null : error,
    conflict: isStale ? saved : null,
    begin: () => setEditing((now) => now ?? { text: saved, base: saved }),
    change: (text) => setEditing((now) => ({ text, base: now?.base ?? saved })),
    commit() {
      if (editing === null || isSaving || isStale) return;
      if (editing.text.trim() === editing.base) revert();
      else void send(editing.text.trim(), editing.base);
    },
    revert,
    overwrite() {
      if (editing === null) return;
      setEditing({ ...editing, base: saved });
      void send(editing.text.trim(), saved);
    },
  };
}
