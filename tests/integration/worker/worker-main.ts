import { analyzeRequestedMessage } from "@/lib/analyses/queue/analyze-requested";
import { handleMessages as handler } from "@/workers/analyze/handler";

const analysisId = process.argv[2] ?? "";
const body = JSON.stringify(analyzeRequestedMessage(analysisId));
const { batchItemFailures } = await handler({ Records: [{ messageId: "test", body }] });
process.exit(batchItemFailures.length === 0 ? 0 : 1);
