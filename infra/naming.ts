import { Aws } from "aws-cdk-lib";

/**
 * Names that are known before anything exists: permissions and commands in the guides refer to things by them, so that no
 * stack has to import from another one what it may touch, and a person can type them.
 */
export const named = (stage: string, what: string): string => `ski-racer-${stage}-${what}`;

/** Bucket names are shared by the whole world, so ours carry the account. */
export const bucketNamed = (stage: string, what: string): string => `${named(stage, what)}-${Aws.ACCOUNT_ID}`;

/** Whether losing this stage's data would hurt somebody. */
export const isLasting = (stage: string): boolean => stage === "prod";

/** May read and write rows, and not change the tables; migrations make it. */
export const APP_DATABASE_USER = "skiracer_app";
