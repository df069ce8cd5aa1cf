import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";

test("reports a multipart upload that S3 no longer has as transient, not as a missing object", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ski-racer-files-"));
  const filePath = join(folder, "playback.mp4");
  await writeFile(filePath, "");
  await truncate(filePath, 17 * 1024 ** 2);
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      if (request.method === "PUT") return response.setHeader("etag", '"part"').end();
      if (request.method === "POST" && /[?&]uploads/.test(request.url ?? "")) {
        return response.end(
          "<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>",
        );
      }
      return response.writeHead(404).end("<Error><Code>NoSuchUpload</Code></Error>");
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  vi.stubEnv("S3_ENDPOINT", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("S3_FORCE_PATH_STYLE", "true");
  vi.stubEnv("S3_ACCESS_KEY_ID", "test");
  vi.stubEnv("S3_SECRET_ACCESS_KEY", "test");
  // Other tests of this process may have parsed the environment already.
  vi.resetModules();
  try {
    const { putFile } = await import("./files");
    const writing = putFile({ bucket: "derived", key: "a" }, filePath, { contentType: "video/mp4" });
    await expect(writing).rejects.toMatchObject({ code: "unavailable", transient: true });
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
