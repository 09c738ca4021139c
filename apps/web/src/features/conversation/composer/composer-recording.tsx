import { Headphones, Mic, Pause, SendHorizontal, Trash2 } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { IconButton } from "../../../components/ui/index.ts";
import { useFormats } from "../../../lib/format/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import type { VoiceRecording } from "./voice-recording.ts";

const shownLevels = 48;
const levelEvery = 100;

type ComposerRecordingProps = {
  readonly recording: VoiceRecording;
  readonly onSend: (file: File) => void;
  readonly onCancel: () => void;
};

function useLevels(recording: VoiceRecording, isRunning: boolean) {
  const [levels, setLevels] = useState<readonly number[]>([]);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    const look = () => {
      setSeconds(recording.seconds());
      setLevels((before) => [...before.slice(1 - shownLevels), recording.level()]);
    };
    const timer = setInterval(look, levelEvery);
    return () => clearInterval(timer);
  }, [recording, isRunning]);
  return { levels, seconds };
}

const Meter = ({ levels }: { levels: readonly number[] }) => (
  <svg aria-hidden viewBox={`0 0 ${shownLevels * 4} 32`} preserveAspectRatio="none" className="h-8 min-w-0 flex-1">
    {levels.map((level, index) => {
      const height = 2 + level * 28;
      const x = (shownLevels - levels.length + index) * 4;
      return (
        <rect key={index} x={x} y={16 - height / 2} width={2} height={height} rx={1} className="fill-accent-ink" />
      );
    })}
  </svg>
);

/** What was recorded, to be heard before it is sent. */
function Playback({ file }: { file: File }) {
  const t = useT("composer.recording");
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (url === null) return null;
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- one's own words, a moment ago
  return <audio controls src={url} aria-label={t("listen")} className="h-9 min-w-0 flex-1" />;
}

/** In the composer's place while one speaks: how loud, how long; pause, hear it, throw away or send. */
export function ComposerRecording({ recording, onSend, onCancel }: ComposerRecordingProps) {
  const t = useT("composer.recording");
  const formats = useFormats();
  const send = useRef<HTMLButtonElement>(null);
  const [isPaused, setPaused] = useState(false);
  const [finished, setFinished] = useState<File | null>(null);
  const { levels, seconds } = useLevels(recording, !isPaused && finished === null);
  useEffect(() => send.current?.focus(), []);

  const pause = (paused: boolean) => {
    recording.pause(paused);
    setPaused(paused);
  };
  const finish = async () => setFinished(await recording.finish());
  const submit = async () => onSend(finished ?? (await recording.finish()));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // The keys of the inbox listen further out: what is answered here is not theirs.
    event.preventDefault();
    onCancel();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape, wherever the focus stands in it
    <div role="group" aria-label={t("label")} onKeyDown={onKeyDown} className="flex h-14 items-center gap-1 px-2">
      <IconButton label={t("cancel")} shortcut="Esc" tone="danger" icon={<Trash2 />} onClick={onCancel} />
      {finished === null ? (
        <>
          <span
            aria-hidden
            className={
              isPaused
                ? "size-2 shrink-0 rounded-full bg-line-strong"
                : "size-2 shrink-0 animate-skeleton rounded-full bg-danger"
            }
          />
          <span role="timer" className="w-10 shrink-0 text-small tabular-nums">
            {formats.duration(seconds)}
          </span>
          <Meter levels={levels} />
          {recording.canPause && (
            <IconButton
              label={t(isPaused ? "resume" : "pause")}
              icon={isPaused ? <Mic /> : <Pause />}
              onClick={() => pause(!isPaused)}
              tooltipSide="top"
            />
          )}
          <IconButton label={t("preview")} icon={<Headphones />} onClick={() => void finish()} tooltipSide="top" />
        </>
      ) : (
        <Playback file={finished} />
      )}
      <IconButton
        ref={send}
        label={t("send")}
        tone="accent"
        icon={<SendHorizontal />}
        onClick={() => void submit()}
        tooltipSide="top"
      />
    </div>
  );
}
