"use client";

import type { Contact } from "@whatskovi/contract";
import { create } from "zustand";
import { BlockDialog } from "./block-dialog.tsx";

type Asked = Pick<Contact, "id" | "name">;

const useBlockQuestion = create<{ readonly contact: Asked | null; readonly isOpen: boolean }>(() => ({
  contact: null,
  isOpen: false,
}));

/** Asks, above the page, whether a contact is to be blocked. */
export const askToBlock = (contact: Asked): void => useBlockQuestion.setState({ contact, isOpen: true });

/** The question, wherever it was asked. */
export function BlockQuestion() {
  const { contact, isOpen } = useBlockQuestion();
  if (contact === null) return null;
  return (
    <BlockDialog
      key={contact.id}
      contact={contact}
      isOpen={isOpen}
      onClose={() => useBlockQuestion.setState({ isOpen: false })}
    />
  );
}
