import { join } from "node:path";
import type { OpenedMedia } from "@/lib/adapters/media";
import type { PipelineHooks } from "../artifact";

/**
 * A copy that every browser plays, unless the original is one already: then there is none, and the page plays the original.
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
  await keep.onArtifact({ name: "playback.mp4", contentType: "video/mp4", content: { filePath }, atS: null });
}
