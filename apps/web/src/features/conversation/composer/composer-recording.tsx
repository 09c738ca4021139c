import { SendHorizontal, Trash2 } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { IconButton } from "../../../components/ui/index.ts";
import { useFormats } from "../../../lib/format/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import type { VoiceRecording } from "./voice-recording.ts";

const shownLevels = 48;
const levelEvery = 100;

type ComposerRecordingProps = {
  readonly recording: VoiceRecording;
  readonly onFinish: () => void;
  readonly onCancel: () => void;
};

/** In the composer's place while one speaks: how loud, how long, throw away or send. */
export function ComposerRecording({ recording, onFinish, onCancel }: ComposerRecordingProps) {
  const t = useT("composer.recording");
  const formats = useFormats();
  const send = useRef<HTMLButtonElement>(null);
  const [levels, setLevels] = useState<readonly number[]>([]);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    send.current?.focus();
    const look = () => {
      setSeconds(recording.seconds());
      setLevels((before) => [...before.slice(1 - shownLevels), recording.level()]);
    };
    const timer = setInterval(look, levelEvery);
    return () => clearInterval(timer);
  }, [recording]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // The keys of the inbox listen further out: what is answered here is not theirs.
    event.preventDefault();
    onCancel();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape, wherever the focus stands in it
    <div role="group" aria-label={t("label")} onKeyDown={onKeyDown} className="flex h-14 items-center gap-2 px-2">
      <IconButton label={t("cancel")} shortcut="Esc" tone="danger" icon={<Trash2 />} onClick={onCancel} />
      <span aria-hidden className="size-2 shrink-0 animate-skeleton rounded-full bg-danger" />
      <span className="w-10 shrink-0 text-small tabular-nums">{formats.duration(seconds)}</span>
      <svg aria-hidden viewBox={`0 0 ${shownLevels * 4} 32`} preserveAspectRatio="none" className="h-8 min-w-0 flex-1">
        {levels.map((level, index) => {
          const height = 2 + level * 28;
          const x = (shownLevels - levels.length + index) * 4;
          return (
            <rect key={index} x={x} y={16 - height / 2} width={2} height={height} rx={1} className="fill-accent-ink" />
          );
        })}
      </svg>
      <IconButton
        ref={send}
        label={t("send")}
        tone="accent"
        icon={<SendHorizontal />}
        onClick={onFinish}
        tooltipSide="top"
      />
    </div>
  );
}
