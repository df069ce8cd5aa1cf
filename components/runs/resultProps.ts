import type { AnalysisResult } from "@/lib/analyses/schema";
import type { Run } from "@/lib/runs/schema";

export interface ResultProps {
  run: Run;
  result: AnalysisResult;
  artifacts: readonly string[];
  /** Returns the URL of a file of the analysis. */
  file(name: string): string;
  onTap(): void;
}
