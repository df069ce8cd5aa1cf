import { putFile } from "@/lib/adapters/storage/files";
import { signGet } from "@/lib/adapters/storage/links";
import { head, putObject } from "@/lib/adapters/storage/objects";
import { artifactAt, originalAt } from "@/lib/runs/keys";
import type { Artifact } from "../artifact";
import { RunRefused } from "../fault";

const LINK_EXPIRES_S = 3600;

/**
 * Returns a presigned link to the original, which is read in ranges.
 * @throws RunRefused `objectMissing` when the object does not exist, `emptyFile` when it has no bytes
 */
export async function openOriginal(objectKey: string): Promise<{ url: string }> {
  const object = await head(originalAt(objectKey));
  if (!object) throw new RunRefused("objectMissing");
  if (object.sizeBytes === 0) throw new RunRefused("emptyFile");
  return { url: await signGet(originalAt(objectKey), { expiresS: LINK_EXPIRES_S }) };
}

export async function saveArtifact(input: {
  runId: string;
  analysisId: string;
  artifact: Artifact;
}): Promise<void> {
  const { artifact } = input;
  const location = artifactAt(input.runId, input.analysisId, artifact.name);
  const meta = { contentType: artifact.contentType, contentEncoding: artifact.contentEncoding };
  if ("bytes" in artifact.content) await putObject(location, artifact.content.bytes, meta);
  else await putFile(location, artifact.content.filePath, meta);
}
