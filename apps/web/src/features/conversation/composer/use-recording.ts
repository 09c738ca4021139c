import { useEffect, useState } from "react";
import { useT } from "../../../lib/i18n/index.ts";
import { showToast } from "../../../stores/toasts.ts";
import { recordVoice, type VoiceRecording } from "./voice-recording.ts";

/** What stands against recording, by the name of the browser's refusal. */
const problems: Readonly<Record<string, "denied" | "missing" | "busy">> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** The recording under way. It is thrown away when one leaves the conversation. */
export function useRecording() {
  const t = useT("composer.recording");
  const [recording, setRecording] = useState<VoiceRecording | null>(null);
  useEffect(() => () => recording?.cancel(), [recording]);
  const start = () =>
    void recordVoice().then(setRecording, (refusal: unknown) => {
      const problem = refusal instanceof Error ? problems[refusal.name] : undefined;
      showToast(t(`problem.${problem ?? "other"}`), { tone: "danger" });
    });
  const end = () => setRecording(null);
  return { recording, start, end };
}
