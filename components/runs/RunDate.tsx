import type { Run } from "@/lib/runs/schema";
import { LocalTime } from "../ui/LocalTime";

interface RunDateProps {
  run: Pick<Run, "takenAt" | "createdAt">;
  withTime?: boolean;
}

/** The date on which a run was filmed; where it is unknown, the date on which it was added. */
export function RunDate({ run, withTime }: RunDateProps) {
  if (run.takenAt) return <LocalTime iso={run.takenAt} withTime={withTime} />;
  return (
    <>
      Added <LocalTime iso={run.createdAt} withTime={withTime} />
    </>
  );
}
