import type { IRole } from "aws-cdk-lib/aws-iam";
import type { Env } from "@/lib/env";

/** Something that runs the application's code: it takes variables, and acts as a role. */
export interface Workload {
  readonly role: IRole;
  /** Only names that lib/env.ts reads. */
  set(variables: Partial<Record<keyof Env, string>>): void;
}
