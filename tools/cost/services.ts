/**
 * Every service of AWS that a deployment pays for or would, in the order of the table, with why it may cost nothing. The
 * resources of the synthesized stacks are held against it by a test, through resources.ts.
 */
export const SERVICES = {
  aurora: "Aurora PostgreSQL",
  s3: "S3",
  cloudfront: "CloudFront",
  sqs: "SQS",
  lambda: "Lambda",
  amplify: "Amplify Hosting",
  fargate: "Fargate",
  loadBalancer: "Load balancer",
  ecr: "ECR",
  bedrock: "Bedrock",
  waf: "WAF",
  cloudwatch: "CloudWatch",
  xray: "X-Ray",
  secretsManager: "Secrets Manager",
  kms: "KMS",
  vpcEndpoints: "VPC endpoints",
  publicAddresses: "Public IPv4 addresses",
  dataTransfer: "Data transfer",
  eventBridge: "EventBridge and Scheduler",
  cloudTrail: "CloudTrail",
  sns: "SNS",
  ses: "SES",
  cognito: "Cognito",
  elasticache: "ElastiCache (Valkey)",
  route53: "Route 53",
  budgets: "Budgets",
} as const;
export type Service = keyof typeof SERVICES;
