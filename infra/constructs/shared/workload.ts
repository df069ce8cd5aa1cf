import type { IRole } from "aws-cdk-lib/aws-iam";
import type { Env } from "@/lib/env";

/** Compute that runs the application: it has environment variables and a role. */
export interface Workload {
  readonly role: IRole;
  /** Sets environment variables that lib/env.ts reads. */
  set(variables: Partial<Record<keyof Env, string>>): void;
}
