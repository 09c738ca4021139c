/** What browsers record, the one that WhatsApp takes as it is first. */
const formats = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

export const canRecord = (): boolean =>
  typeof MediaRecorder !== "undefined" && navigator.mediaDevices?.getUserMedia !== undefined;

/** A recording under way. `finish` gives the file; `cancel` throws it away, unless it has ended. Both let go of the microphone. */
export type VoiceRecording = {
  /** How long it is by now. */
  seconds(): number;
  /** How loud it is now, 0 to 1. */
  level(): number;
  readonly canPause: boolean;
  /** Stops for a while, or goes on. */
  pause(isPaused: boolean): void;
  finish(): Promise<File>;
  cancel(): void;
};

/** Begins to record. Rejects when the browser has no microphone or may not use it. */
export async function recordVoice(): Promise<VoiceRecording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true },
  });
  const mimeType = formats.find((format) => MediaRecorder.isTypeSupported(format));
  const recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), audioBitsPerSecond: 32_000 });
  const chunks: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  audio.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  const letGo = () => {
    for (const track of stream.getTracks()) track.stop();
    void audio.close();
  };
  recorder.start(1000);
  // What was spoken before the last pause, and since when it runs.
  let spokenMs = 0;
  let runningSince: number | null = Date.now();
  return {
    seconds: () => (spokenMs + (runningSince === null ? 0 : Date.now() - runningSince)) / 1000,
    canPause: typeof recorder.pause === "function",
    pause(isPaused) {
      if (recorder.state === "inactive" || isPaused === (recorder.state === "paused")) return;
      if (runningSince !== null) spokenMs += Date.now() - runningSince;
      runningSince = isPaused ? null : Date.now();
      if (isPaused) recorder.pause();
      else recorder.resume();
    },
    level() {
      if (runningSince === null) return 0;
      analyser.getByteTimeDomainData(samples);
      return Math.min(1, Math.max(...samples.map((sample) => Math.abs(sample - 128))) / 96);
    },
    finish: () =>
      new Promise((resolve) => {
        recorder.addEventListener("stop", () => {
          letGo();
          const type = (recorder.mimeType || "audio/webm").split(";")[0] ?? "audio/webm";
          resolve(new File(chunks, `voice.${type.split("/")[1] ?? "webm"}`, { type }));
        });
        recorder.stop();
      }),
    cancel() {
      if (recorder.state === "inactive") return;
      recorder.stop();
      letGo();
    },
  };
}
