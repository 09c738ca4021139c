import { EncodedPacketSink, type InputAudioTrack } from "mediabunny";
import { OpusDecoder } from "opus-decoder";

/** As many as WhatsApp draws. */
const values = 64;

/** The loudness of a sound in Opus, evenly over its length: 64 values from 0 to 100, the loudest of it 100. */
export async function measureLoudness(sound: InputAudioTrack, durationSeconds: number): Promise<number[]> {
  const decoder = new OpusDecoder({ channels: Math.min(2, sound.numberOfChannels), sampleRate: 8000 });
  const sums = Array.from({ length: values }, () => ({ energy: 0, samples: 0 }));
  try {
    await decoder.ready;
    for await (const packet of new EncodedPacketSink(sound).packets()) {
      const { channelData } = decoder.decodeFrame(packet.data);
      const place = Math.floor((packet.timestamp / Math.max(durationSeconds, 0.01)) * values);
      const sum = sums[Math.max(0, Math.min(values - 1, place))];
      const samples = channelData[0];
      if (sum !== undefined && samples !== undefined) {
        for (const sample of samples) sum.energy += sample * sample;
        sum.samples += samples.length;
      }
    }
  } finally {
    decoder.free();
  }
  const loudness = sums.map(({ energy, samples }) => (samples === 0 ? null : Math.sqrt(energy / samples)));
  const most = Math.max(...loudness.map((value) => value ?? 0));
  let before = 0;
  // A note shorter than 64 packets leaves gaps: they sound like what is before them.
  return loudness.map(
    (value) => (before = value === null ? before : most < 1e-4 ? 0 : Math.round((value / most) * 100)),
  );
}
