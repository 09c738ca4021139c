import { useQuery } from "@tanstack/react-query";
import type { MediaFile, Message, MessageContent } from "@whatskovi/contract";
import clsx from "clsx";
import { Mic, Pause, Play } from "lucide-react";
import { type ChangeEvent, useCallback, useEffect, useRef, useState } from "react";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { setVoiceRate, useVoiceRate, voiceRates } from "../../stores/voice-rate.ts";
import { mediaUrlQuery } from "./media-file.ts";
import { beginVoice, offerVoice, playFollowing } from "./voice-turns.ts";

const barCount = 40;
const flat = Array.from({ length: barCount }, () => 12);

/** The wave form in as many bars as there is room for; an even line where WhatsApp sent none. */
export function barsOf(waveform: MessageContent["waveform"]): number[] {
  if (waveform === undefined || waveform.length === 0) return flat;
  return Array.from({ length: barCount }, (_, bar) => {
    const from = Math.floor((bar * waveform.length) / barCount);
    const until = Math.max(from + 1, Math.floor(((bar + 1) * waveform.length) / barCount));
    return Math.max(8, ...waveform.slice(from, until));
  });
}

function usePlayback(messageId: string, knownSeconds: number) {
  const audio = useRef<HTMLAudioElement>(null);
  const rate = useVoiceRate((state) => state.rate);
  const [isPlaying, setPlaying] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const [length, setLength] = useState(knownSeconds);

  useEffect(() => {
    if (audio.current !== null) audio.current.playbackRate = rate;
  }, [rate, isPlaying]);

  const play = useCallback(() => {
    const element = audio.current;
    if (element === null) return;
    beginVoice(element);
    void element.play().catch(() => setPlaying(false));
  }, []);
  useEffect(() => offerVoice(messageId, play), [messageId, play]);

  const toggle = () => {
    const element = audio.current;
    if (element !== null && !element.paused) element.pause();
    else play();
  };
  const seek = (event: ChangeEvent<HTMLInputElement>) => {
    const at = Number(event.target.value);
    setSeconds(at);
    if (audio.current !== null) audio.current.currentTime = at;
  };
  const handlers = {
    onPlay: () => setPlaying(true),
    onPause: () => setPlaying(false),
    onTimeUpdate: () => setSeconds(audio.current?.currentTime ?? 0),
    onEnded: () => {
      setSeconds(0);
      playFollowing(messageId);
    },
    onLoadedMetadata: () => {
      // A recording of the browser may not say how long it is.
      const found = audio.current?.duration ?? 0;
      if (Number.isFinite(found) && found > 0) setLength(found);
    },
  };
  return { audio, rate, isPlaying, seconds, length, toggle, seek, handlers };
}

type VoicePlayerProps = { readonly message: Message; readonly media: MediaFile };

/** A voice note: played at three speeds, with its wave form to see and to jump in. The one that follows it plays on. */
export function VoicePlayer({ message, media }: VoicePlayerProps) {
  const { content } = message;
  const t = useT("conversation.voice");
  const formats = useFormats();
  const { data: url } = useQuery(mediaUrlQuery(media.id));
  const { audio, rate, isPlaying, seconds, length, toggle, seek, handlers } = usePlayback(
    message.id,
    content.durationSeconds ?? media.durationSeconds ?? 0,
  );
  const bars = barsOf(content.waveform ?? media.waveform ?? undefined);
  const done = length === 0 ? 0 : Math.min(1, seconds / length);
  const nextRate = voiceRates[(voiceRates.indexOf(rate) + 1) % voiceRates.length] ?? 1;
  return (
    <div className="flex w-70 max-w-full items-center gap-2 px-2 py-1">
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- what customers say has no captions */}
      <audio ref={audio} src={url} preload="metadata" {...handlers} />
      <button
        type="button"
        onClick={toggle}
        disabled={url === undefined}
        aria-label={t(isPlaying ? "pause" : "play")}
        className="grid size-10 shrink-0 place-items-center rounded-full bg-accent text-on-accent transition-colors hover:bg-accent-hover disabled:opacity-50 pointer-coarse:size-11"
      >
        {isPlaying ? <Pause aria-hidden className="size-5" /> : <Play aria-hidden className="size-5 translate-x-px" />}
      </button>
      <div className="min-w-0 flex-1">
        <div className="relative h-8">
          <svg
            aria-hidden
            viewBox={`0 0 ${barCount * 3} 100`}
            preserveAspectRatio="none"
            className="absolute inset-0 size-full"
          >
            {bars.map((height, bar) => (
              <rect
                key={bar}
                x={bar * 3}
                y={50 - height / 2}
                width={1.6}
                height={height}
                rx={0.8}
                className={clsx(bar / barCount < done ? "fill-accent-ink" : "fill-ink-faint opacity-50")}
              />
            ))}
          </svg>
          <input
            type="range"
            min={0}
            max={Math.max(length, 0.1)}
            step={0.1}
            value={Math.min(seconds, length)}
            onChange={seek}
            aria-label={t("position")}
            aria-valuetext={formats.duration(seconds)}
            className="voice-seek absolute inset-0 size-full pointer-coarse:-top-2 pointer-coarse:h-12"
          />
        </div>
        <p className="flex items-center gap-1 text-meta text-ink-faint tabular-nums">
          {content.voice === true && <Mic aria-hidden className="size-3" />}
          {formats.duration(isPlaying || seconds > 0 ? seconds : length)}
        </p>
      </div>
      <button
        type="button"
        onClick={() => setVoiceRate(nextRate)}
        aria-label={t("rate", { rate: formats.number(rate) })}
        className="min-h-8 min-w-10 shrink-0 self-start rounded-control px-1 text-small font-semibold text-ink-soft tabular-nums hover:bg-hover hover:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11"
      >
        {formats.number(rate)}×
      </button>
    </div>
  );
}
