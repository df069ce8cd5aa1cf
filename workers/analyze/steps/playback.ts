import { join } from "node:path";
import { type OpenedMedia, openMedia } from "@/lib/adapters/media";
import { AppError } from "@/lib/errors";
import type { PipelineHooks } from "../artifact";

/**
 * Stores a copy that every browser plays, unless every browser plays the original.
 * @throws AppError unavailable when the copy is incomplete
 */
export async function makePlayback(
  media: OpenedMedia,
  folder: string,
  sink: Pick<PipelineHooks, "onArtifact">,
  onProgress: (share: number) => void,
): Promise<void> {
  if (media.probe.kind === "photo") return;
  const filePath = join(folder, "playback.mp4");
  const { mode } = await media.playback(filePath, { onProgress });
  if (mode === "original") return;
  await checkComplete(filePath);
  await sink.onArtifact({ name: "playback.mp4", contentType: "video/mp4", content: { filePath }, atS: null });
}

/** The muxer does not report a full disk, so the copy is read back. */
async function checkComplete(filePath: string): Promise<void> {
  const copy = await openMedia({ filePath }).catch((cause: unknown) => {
    throw new AppError("unavailable", "the playback copy cannot be read back", { cause });
  });
  const { cutShort } = copy;
  await copy.close();
  if (cutShort) throw new AppError("unavailable", "the playback copy is cut short");
}
