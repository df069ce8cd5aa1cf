import { RemovalPolicy } from "aws-cdk-lib";
import { type ILogGroup, LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";

/** How long logs are kept; long enough to look into what happened in a season's busiest month. */
export const LOG_RETENTION = RetentionDays.ONE_MONTH;

/** A log that forgets after a month, and goes when its owner goes. */
export const logOf = (scope: Construct, id = "Log"): ILogGroup =>
  new LogGroup(scope, id, { retention: LOG_RETENTION, removalPolicy: RemovalPolicy.DESTROY });
