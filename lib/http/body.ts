import { AppError } from "@/lib/errors";

/** Reads a body of unknown or declared length. @throws AppError tooLarge */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () =>
    new AppError("tooLarge", `body over ${maxBytes} bytes`, { publicMessage: "The request is too large." });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  const body = new Uint8Array(sizeBytes);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}

/** Postgres cannot store a NUL character in text. */
function rejectNul(_key: string, value: unknown): unknown {
  if (typeof value === "string" && value.includes("\0")) throw new SyntaxError("NUL character in a string");
  return value;
}

/** Reads a JSON body. @throws AppError unsupported (content type), tooLarge, invalid (syntax, NUL) */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new AppError("unsupported", `content type ${type ?? "missing"}`, {
      publicMessage: "Send the request as JSON.",
    });
  }
  const body = await readBody(request, maxBytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body), rejectNul);
  } catch (cause) {
    throw new AppError("invalid", "body is not JSON", {
      publicMessage: "The request is not valid JSON.",
      cause,
    });
  }
}
