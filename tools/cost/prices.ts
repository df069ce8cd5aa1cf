/** The price of one unit in us-east-1. `assumed`: `source` could not be read on that day. */
export interface Price {
  usd: number;
  per: string;
  /** The monthly free tier that does not expire. */
  freePerMonth?: number;
  certainty: "read" | "assumed";
  on: string;
  source: string;
}

const ON = "2026-11-24";

const read = (usd: number, per: string, source: string, freePerMonth?: number): Price => ({
  usd,
  per,
  freePerMonth,
  certainty: "read",
  on: ON,
  source,
});
const assumed = (usd: number, per: string, source: string, freePerMonth?: number): Price => ({
  ...read(usd, per, source, freePerMonth),
  certainty: "assumed",
});

const AURORA = "https://www.factualminds.com/blog/amazon-aurora-pricing-io-optimized-serverless-v2-global/";
const AURORA_IO = "https://www.jusdb.com/blog/aws-rds-vs-aurora-vs-serverless-cost-comparison";
const S3 = "https://aws.amazon.com/s3/pricing/";
const S3_TIERING = "https://www.usage.ai/blogs/aws/storage-cost/s3/cost-calculator/";
const CLOUDFRONT = "http://aws.amazon.com/cloudfront/pricing";
const LAMBDA = "https://cloudchipr.com/blog/aws-lambda-pricing";
const LAMBDA_REQUESTS = "https://docs.aws.amazon.com/whitepapers/latest/how-aws-pricing-works/lambda.html";
const AMPLIFY = "https://aws.amazon.com/amplify/pricing/";
const FARGATE = "https://aws.amazon.com/fargate/pricing/";
const WAF = "https://c3x.dev/blog/aws-waf-cost-explained/";
const CLOUDWATCH =
  "https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/";
const CLOUDWATCH_METRICS = "https://signoz.io/guides/cloudwatch-pricing";
const PRIVATELINK = "https://awsnegotiations.com/privatelink-cost-analysis.html";

export const PRICES = {
  acuHour: read(0.12, "ACU-hour", AURORA),
  auroraStorage: assumed(0.1, "GB-month", "https://aws.amazon.com/rds/aurora/pricing/"),
  auroraIo: read(0.2 / 1e6, "I/O request", AURORA_IO),
  auroraBackup: assumed(0.021, "GB-month", "https://aws.amazon.com/rds/aurora/pricing/"),

  s3Frequent: assumed(0.023, "GB-month", S3),
  s3Infrequent: assumed(0.0125, "GB-month", S3),
  s3Archive: assumed(0.004, "GB-month", S3),
  s3Monitoring: read(0.0025 / 1000, "object-month", S3_TIERING),
  s3Write: assumed(0.005 / 1000, "write", S3),
  s3Read: assumed(0.0004 / 1000, "read", S3),

  cloudfrontOut: read(0.085, "GB", CLOUDFRONT, 1024),
  cloudfrontRequest: assumed(0.01 / 10_000, "request", CLOUDFRONT, 10_000_000),

  sqsRequest: assumed(0.4 / 1e6, "request", "https://aws.amazon.com/sqs/pricing/", 1_000_000),

  lambdaGbSecond: read(0.0000133334, "GB-second (arm64)", LAMBDA, 400_000),
  lambdaRequest: read(0.2 / 1e6, "request", LAMBDA_REQUESTS, 1_000_000),

  amplifyBuildMinute: assumed(0.01, "build minute", AMPLIFY),
  amplifyStorage: assumed(0.023, "GB-month", AMPLIFY),
  amplifyOut: assumed(0.15, "GB", AMPLIFY),
  amplifySsrRequest: assumed(0.3 / 1e6, "request", AMPLIFY),
  amplifySsrGbHour: assumed(0.2, "GB-hour", AMPLIFY),
  amplifyFirewall: assumed(15, "application-month", AMPLIFY),

  fargateVcpuHour: assumed(0.03238, "vCPU-hour (arm64)", FARGATE),
  fargateGbHour: assumed(0.00356, "GB-hour (arm64)", FARGATE),
  albHour: assumed(0.0225, "hour", "https://aws.amazon.com/elasticloadbalancing/pricing/"),
  albLcuHour: assumed(0.008, "LCU-hour", "https://aws.amazon.com/elasticloadbalancing/pricing/"),
  ecrStorage: assumed(0.1, "GB-month", "https://aws.amazon.com/ecr/pricing/"),
  publicIpv4Hour: assumed(0.005, "address-hour", "https://aws.amazon.com/vpc/pricing/"),

  wafAcl: read(5, "web ACL-month", WAF),
  wafRule: read(1, "rule-month", WAF),
  wafRequest: read(0.6 / 1e6, "request", WAF),

  logsIn: read(0.5, "GB", CLOUDWATCH, 5),
  logsStored: assumed(0.03, "GB-month", "https://aws.amazon.com/cloudwatch/pricing/", 5),
  metric: read(0.3, "metric-month", CLOUDWATCH_METRICS, 10),
  alarm: assumed(0.1, "alarm metric-month", "https://aws.amazon.com/cloudwatch/pricing/", 10),
  dashboard: read(3, "dashboard-month", CLOUDWATCH, 3),
  trace: assumed(5 / 1e6, "trace", "https://aws.amazon.com/xray/pricing/", 100_000),

  secret: assumed(0.4, "secret-month", "https://aws.amazon.com/secrets-manager/pricing/"),
  secretCall: assumed(0.05 / 10_000, "call", "https://aws.amazon.com/secrets-manager/pricing/"),
  kmsKey: assumed(1, "key-month", "https://aws.amazon.com/kms/pricing/"),
  endpointHour: read(0.01, "endpoint-hour in one zone", PRIVATELINK),
  endpointGb: read(0.01, "GB", PRIVATELINK),
  dataOut: assumed(0.09, "GB", "https://aws.amazon.com/ec2/pricing/on-demand/", 100),

  schedule: assumed(1 / 1e6, "invocation", "https://aws.amazon.com/eventbridge/pricing/", 14_000_000),
  trailEvent: assumed(0, "management event (first copy)", "https://aws.amazon.com/cloudtrail/pricing/"),
  trailDataEvent: read(0.1 / 100_000, "data event", "https://c3x.dev/blog/aws-cloudtrail-cost-optimization/"),
  topicMail: assumed(2 / 100_000, "mail", "https://aws.amazon.com/sns/pricing/", 1_000),
  mail: assumed(0.1 / 1000, "mail", "https://aws.amazon.com/ses/pricing/"),
  activeUser: assumed(0.015, "user active in the month", "https://aws.amazon.com/cognito/pricing/", 10_000),
  valkeyGbHour: assumed(0.084, "GB-hour", "https://aws.amazon.com/elasticache/pricing/"),
  hostedZone: assumed(0.5, "zone-month", "https://aws.amazon.com/route53/pricing/"),
  budget: assumed(
    0,
    "budget without actions",
    "https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/",
  ),
} as const satisfies Record<string, Price>;
export type PriceName = keyof typeof PRICES;

const BEDROCK = "https://aws.amazon.com/bedrock/pricing/";

/** US dollars per million tokens; an inference profile costs as much as its model. */
export const MODELS = {
  "amazon.nova-lite-v1:0": { in: assumed(0.06, "Mtok", BEDROCK), out: assumed(0.24, "Mtok", BEDROCK) },
  "amazon.nova-2-lite-v1:0": { in: assumed(0.3, "Mtok", BEDROCK), out: assumed(2.5, "Mtok", BEDROCK) },
  "amazon.nova-pro-v1:0": { in: assumed(0.8, "Mtok", BEDROCK), out: assumed(3.2, "Mtok", BEDROCK) },
  "anthropic.claude-haiku-4-5-20251001-v1:0": {
    in: assumed(1, "Mtok", BEDROCK),
    out: assumed(5, "Mtok", BEDROCK),
  },
  "anthropic.claude-sonnet-4-6": { in: assumed(3, "Mtok", BEDROCK), out: assumed(15, "Mtok", BEDROCK) },
} as const satisfies Record<string, { in: Price; out: Price }>;

/**
 * Returns the price of a model's tokens, by model id or inference profile id.
 * @throws Error listing the models with a known price
 */
export function modelPrice(modelId: string): { in: Price; out: Price } {
  const known = Object.entries(MODELS).find(([id]) => modelId === id || modelId.endsWith(`.${id}`));
  if (known) return known[1];
  throw new Error(`The price of ${modelId} is not known. Known models: ${Object.keys(MODELS).join(", ")}.`);
}
