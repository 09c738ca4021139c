import {
  ALL_FORMATS,
  BufferTarget,
  CustomSource,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  OggOutputFormat,
  Output,
} from "mediabunny";
import { measureLoudness } from "./loudness.ts";

/** What a sound or a film is. */
export type Recording = {
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly hasPictures: boolean;
  readonly codec: string | null;
  /** Of a sound in Opus. */
  readonly waveform: number[] | null;
  /** The same sound in Ogg, where it is Opus in another container: what browsers record and WhatsApp does not take. */
  readonly asOgg: Uint8Array | null;
};

/** Bytes from `start` up to, not including, `end`. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

/** Of longer or larger sounds neither loudness nor another container is made. */
const longestVoiceSeconds = 15 * 60;
const largestVoice = 16 * 1024 * 1024;
const cacheBytes = 4 * 1024 * 1024;

/**
 * Looks into a sound or film, by the parts it needs. Throws for what is none. Damaged files may keep the library busy without
 * end, so this is for a thread that can be ended: see recording-worker.ts.
 */
export async function readRecordingFacts(size: number, read: ReadBytes): Promise<Recording> {
  const source = new CustomSource({ getSize: () => size, read, maxCacheSize: cacheBytes });
  const input = new Input({ source, formats: ALL_FORMATS });
  try {
    const [film, sound] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
    const duration = await input.computeDuration();
    const durationSeconds = Number.isFinite(duration) && duration >= 0 ? Math.round(duration * 100) / 100 : null;
    const isVoice =
      film === null && sound?.codec === "opus" && size <= largestVoice && (durationSeconds ?? 0) <= longestVoiceSeconds;
    const { name } = await input.getFormat();
    return {
      width: film?.displayWidth ?? null,
      height: film?.displayHeight ?? null,
      durationSeconds,
      hasPictures: film !== null,
      codec: sound?.codec ?? null,
      waveform: isVoice ? await measureLoudness(sound, durationSeconds ?? 0) : null,
      asOgg: isVoice && name !== "Ogg" ? await remuxToOgg(sound) : null,
    };
  } finally {
    input.dispose();
  }
}

/** Opus as it is, packet by packet, in the container that WhatsApp takes: nothing is encoded anew. Null when there is none. */
async function remuxToOgg(sound: InputAudioTrack): Promise<Uint8Array | null> {
  const target = new BufferTarget();
  const output = new Output({ format: new OggOutputFormat(), target });
  const packets = new EncodedAudioPacketSource("opus");
  output.addAudioTrack(packets);
  await output.start();
  const decoderConfig = await sound.getDecoderConfig();
  let count = 0;
  for await (const packet of new EncodedPacketSink(sound).packets()) {
    await packets.add(packet, decoderConfig === null ? {} : { decoderConfig });
    count += 1;
  }
  await output.finalize();
  return count === 0 || target.buffer === null ? null : new Uint8Array(target.buffer);
}
