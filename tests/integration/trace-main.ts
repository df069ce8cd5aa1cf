import { flushTraces } from "@/lib/telemetry/trace";
import { handleMessages as handler } from "@/workers/analyze/handler";
import { call } from "./person";

// A process for tests that read its log: `web` completes an upload, `worker` handles a message.
const [role, first = "", second = ""] = process.argv.slice(2);
if (role === "web") {
  const answer = await call({ userId: "", email: "", cookie: second }, "POST", `/api/runs/${first}/complete`);
  await flushTraces();
  process.exit(answer.status === 200 ? 0 : 1);
}
const { batchItemFailures } = await handler({ Records: [{ messageId: "m", body: first }] });
process.exit(batchItemFailures.length === 0 ? 0 : 1);
