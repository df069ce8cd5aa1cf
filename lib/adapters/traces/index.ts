import { PutTraceSegmentsCommand, XRayClient } from "@aws-sdk/client-xray";
import { serviceAt } from "@/lib/adapters/aws/endpoint";
import { sdkError } from "@/lib/adapters/aws/faults";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** What X-Ray takes in one call. */
const SEND_BATCH = 50;

let client: XRayClient | undefined;

const xray = (): XRayClient => {
  client ??= new XRayClient({
    region: env.AWS_REGION,
    ...serviceAt(env.XRAY_ENDPOINT),
    maxAttempts: 2,
    // A trace is worth no waiting.
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000 },
  });
  return client;
};

/**
 * Hands X-Ray segment documents, any number. Sending one again replaces it.
 * @throws AppError when X-Ray does not answer or refuses one; others may have been taken
 */
export async function sendSegments(documents: object[]): Promise<void> {
  try {
    for (let from = 0; from < documents.length; from += SEND_BATCH) {
      const TraceSegmentDocuments = documents
        .slice(from, from + SEND_BATCH)
        .map((one) => JSON.stringify(one));
      const { UnprocessedTraceSegments } = await xray().send(
        new PutTraceSegmentsCommand({ TraceSegmentDocuments }),
      );
      const refused = UnprocessedTraceSegments?.[0];
      if (refused) throw new AppError("internal", `traces: a segment was refused: ${refused.ErrorCode}`);
    }
  } catch (error) {
    throw sdkError(error, "traces: send");
  }
}
