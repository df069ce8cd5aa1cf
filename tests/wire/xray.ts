import { startWire, type Wire } from "./server";

export interface SegmentDocument {
  trace_id: string;
  id: string;
  parent_id?: string;
  name: string;
  start_time: number;
  end_time: number;
  annotations: Record<string, unknown>;
  fault?: boolean;
  http?: unknown;
  subsegments?: { id: string; name: string; start_time: number; end_time: number }[];
}

const id = (value: unknown, letters: number) => new RegExp(`^[0-9a-f]{${letters}}$`).test(String(value));

/** Returns the error code of a document that X-Ray would refuse, or null. */
function refusal(document: SegmentDocument): string | null {
  if (!/^1-[0-9a-f]{8}-[0-9a-f]{24}$/.test(document.trace_id)) return "InvalidTraceId";
  if (!id(document.id, 16) || (document.parent_id !== undefined && !id(document.parent_id, 16)))
    return "InvalidId";
  if (!/^[\p{L}\p{N}\p{Z}_.:/%&#=+\\\-@]{1,200}$/u.test(document.name)) return "InvalidName";
  if (!(document.start_time <= document.end_time)) return "InvalidSegment";
  return null;
}

/** Starts a fake X-Ray that collects accepted documents in `segments`. */
export async function startXray(): Promise<Wire & { segments: SegmentDocument[] }> {
  const segments: SegmentDocument[] = [];
  const wire = await startWire(({ method, url, headers, body }) => {
    if (method !== "POST" || url.pathname !== "/TraceSegments")
      return { status: 404, headers: { "x-amzn-errortype": "UnknownOperationException" } };
    if (!String(headers.authorization).includes("/xray/aws4_request")) return { status: 403 };
    const documents: SegmentDocument[] = JSON.parse(body).TraceSegmentDocuments.map(JSON.parse);
    segments.push(...documents.filter((document) => refusal(document) === null));
    return {
      body: {
        UnprocessedTraceSegments: documents.flatMap((document) => {
          const ErrorCode = refusal(document);
          return ErrorCode ? [{ Id: document.id, ErrorCode, Message: ErrorCode }] : [];
        }),
      },
    };
  });
  return Object.assign(wire, { segments });
}
