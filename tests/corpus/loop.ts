import {
  ALL_FORMATS,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  FilePathTarget,
  Input,
  Mp4OutputFormat,
  Output,
} from "mediabunny";

/** Repeats the packets of an H.264 clip, without encoding, until the copy is `lengthS` long. */
export async function loopClip(from: string, to: string, lengthS: number): Promise<void> {
  const input = new Input({ source: new FilePathSource(from), formats: ALL_FORMATS });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error(`${from} has no video`);
    const decoderConfig = (await track.getDecoderConfig()) ?? undefined;
    const roundS = await track.computeDuration();
    const output = new Output({
      format: new Mp4OutputFormat({ fastStart: "in-memory" }),
      target: new FilePathTarget(to),
    });
    const source = new EncodedVideoPacketSource("avc");
    output.addVideoTrack(source);
    await output.start();
    for (let shiftS = 0; shiftS < lengthS; shiftS += roundS) {
      for await (const packet of new EncodedPacketSink(track).packets()) {
        const timestamp = packet.timestamp + shiftS;
        if (timestamp < lengthS) await source.add(packet.clone({ timestamp }), { decoderConfig });
      }
    }
    await output.finalize();
  } finally {
    input.dispose();
  }
}
