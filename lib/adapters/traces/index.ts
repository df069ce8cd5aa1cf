import { PutTraceSegmentsCommand, XRayClient } from "@aws-sdk/client-xray";
import { endpointOptions } from "@/lib/adapters/aws/endpoint";
import { sdkError } from "@/lib/adapters/aws/errors";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

const SEND_BATCH = 50;

let client: XRayClient | undefined;

const xray = (): XRayClient => {
  client ??= new XRayClient({
    region: env.AWS_REGION,
    ...endpointOptions(env.XRAY_ENDPOINT),
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000 },
  });
  return client;
};

/** Sends segment documents to X-Ray. When it throws, some may have been accepted. @throws AppError */
export async function sendSegments(documents: object[]): Promise<void> {
  try {
    for (let from = 0; from < documents.length; from += SEND_BATCH) {
      const TraceSegmentDocuments = documents
        .slice(from, from + SEND_BATCH)
        .map((document) => JSON.stringify(document));
      const { UnprocessedTraceSegments } = await xray().send(
        new PutTraceSegmentsCommand({ TraceSegmentDocuments }),
      );
      const refused = UnprocessedTraceSegments?.[0];
      if (refused) throw new AppError("internal", `traces: segment refused: ${refused.ErrorCode}`);
    }
  } catch (error) {
    throw sdkError(error, "traces: send");
  }
}
