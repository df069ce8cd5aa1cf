import { Aws } from "aws-cdk-lib";

/** Returns the physical name of a resource, by which other stacks and the guides refer to it. */
export const physicalName = (stage: string, resource: string): string => `ski-racer-${stage}-${resource}`;

/** Returns the physical name of a bucket, with the account id because bucket names are global. */
export const physicalBucketName = (stage: string, bucket: string): string =>
  `${physicalName(stage, bucket)}-${Aws.ACCOUNT_ID}`;

/** Production keeps its data when a stack is deleted, is protected against deletion, and never pauses. */
export const isProduction = (stage: string): boolean => stage === "prod";

/** Reads and writes rows but cannot change tables; the migrations create it. */
export const APP_DATABASE_USER = "skiracer_app";
