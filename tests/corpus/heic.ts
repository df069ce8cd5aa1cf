import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from "mediabunny";

const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number) =>
  Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]);
const text = (value: string) => Buffer.from(value, "latin1");

const box = (type: string, ...content: Uint8Array[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(8 + body.length), text(type), body]);
};
const fullBox = (type: string, version: number, ...content: Uint8Array[]): Buffer =>
  box(type, Buffer.from([version, 0, 0, 0]), ...content);

/** Returns the first frame of an HEVC clip as a HEIC photo (ISO/IEC 23008-12) with one item. */
export const heicOf = async (clip: Uint8Array): Promise<Uint8Array> => {
  const input = new Input({ source: new BufferSource(clip), formats: ALL_FORMATS });
  const track = (await input.getPrimaryVideoTrack())!;
  const config = (await track.getDecoderConfig())!;
  const picture = (await new EncodedPacketSink(track).getFirstPacket())!.data;
  input.dispose();
  const settings = Buffer.from(config.description as Uint8Array);
  const ftyp = box("ftyp", text("heic"), u32(0), text("mif1heic"));
  const meta = (offset: number) =>
    fullBox(
      "meta",
      0,
      fullBox("hdlr", 0, u32(0), text("pict"), Buffer.alloc(13)),
      fullBox("pitm", 0, u16(1)),
      fullBox("iinf", 0, u16(1), fullBox("infe", 2, u16(1), u16(0), text("hvc1"), Buffer.alloc(1))),
      fullBox(
        "iloc",
        0,
        Buffer.from([0x44, 0]),
        u16(1),
        u16(1),
        u16(0),
        u16(1),
        u32(offset),
        u32(picture.length),
      ),
      box(
        "iprp",
        box(
          "ipco",
          box("hvcC", settings),
          fullBox("ispe", 0, u32(config.codedWidth!), u32(config.codedHeight!)),
        ),
        fullBox("ipma", 0, u32(1), u16(1), Buffer.from([2, 0x81, 2])),
      ),
    );
  const before = ftyp.length + meta(0).length + 8;
  return Buffer.concat([ftyp, meta(before), box("mdat", picture)]);
};
