import type { Run } from "@/lib/runs/schema";
import { LocalTime } from "../ui/LocalTime";

interface RunDateProps {
  run: Pick<Run, "takenAt" | "createdAt">;
  withTime?: boolean;
}

/** When a run was filmed; where neither file nor person says it, when it was added, and that it is this. */
export function RunDate({ run, withTime }: RunDateProps) {
  if (run.takenAt) return <LocalTime iso={run.takenAt} withTime={withTime} />;
  return (
    <>
      Added <LocalTime iso={run.createdAt} withTime={withTime} />
    </>
  );
}
