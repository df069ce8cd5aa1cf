import { RemovalPolicy } from "aws-cdk-lib";
import { type ILogGroup, LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";

export const LOG_RETENTION = RetentionDays.ONE_MONTH;

/** Creates a log group with retention that is deleted with its stack. */
export const createLogGroup = (scope: Construct, id = "Log"): ILogGroup =>
  new LogGroup(scope, id, { retention: LOG_RETENTION, removalPolicy: RemovalPolicy.DESTROY });
