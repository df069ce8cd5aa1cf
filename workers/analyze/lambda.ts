import { loadPose } from "@/lib/adapters/pose";
import { handler } from "./handler";

// While the function starts it has its processors for nothing, and the first clip need not wait; a failure is met there.
await loadPose().catch(() => undefined);

export { handler };
