import { useState } from "react";

/** What is asked once before something is sent: the first press asks, the second sends. Another question is asked anew. */
export function useQuestions(questions: readonly (string | null)[]) {
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<string | null>(null);
  const open = questions.filter((question): question is string => question !== null && !answered.has(question));
  const [next] = open;
  return {
    asked: asked !== null && open.includes(asked) ? asked : null,
    /** Whether nothing is left to ask. */
    settle(): boolean {
      if (next === undefined) return true;
      if (asked !== next) {
        setAsked(next);
        return false;
      }
      setAnswered(new Set([...answered, next]));
      if (open.length === 1) return true;
      setAsked(open[1] ?? null);
      return false;
    },
    forget() {
      setAnswered(new Set());
      setAsked(null);
    },
  };
}
