import { join } from "node:path";
import { type OpenedMedia, openMedia } from "@/lib/adapters/media";
import { AppError } from "@/lib/errors";
import type { PipelineHooks } from "../artifact";

/**
 * A copy that every browser plays, unless the original is one already: then there is none, and the page plays the original.
 * @throws AppError unavailable when the copy did not come out whole
 */
export async function makePlayback(
  media: OpenedMedia,
  folder: string,
  keep: Pick<PipelineHooks, "onArtifact">,
  onProgress: (share: number) => void,
): Promise<void> {
  if (media.probe.kind === "photo") return;
  const filePath = join(folder, "playback.mp4");
  const { mode } = await media.playback(filePath, { onProgress });
  if (mode === "original") return;
  await checkWhole(filePath);
  await keep.onArtifact({ name: "playback.mp4", contentType: "video/mp4", content: { filePath }, atS: null });
}

/** A disk that is full goes unnoticed while the copy is written; half of one must not be stored as if it were whole. */
async function checkWhole(filePath: string): Promise<void> {
  const copy = await openMedia({ filePath }).catch((cause: unknown) => {
    throw new AppError("unavailable", "the playback copy cannot be read back", { cause });
  });
  const { cutShort } = copy;
  await copy.close();
  if (cutShort) throw new AppError("unavailable", "the playback copy is cut short");
}
