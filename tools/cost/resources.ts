import type { Service } from "./services";

/** The billing service by the longest matching type prefix; `null` for types without a price. */
const BILLED: Record<string, Service | null> = {
  "AWS::RDS::": "aurora",
  "AWS::S3::": "s3",
  "AWS::CloudFront::": "cloudfront",
  "AWS::SQS::": "sqs",
  "AWS::Lambda::": "lambda",
  "AWS::Amplify::": "amplify",
  "AWS::ECS::": "fargate",
  "AWS::ApplicationAutoScaling::": null,
  "AWS::ElasticLoadBalancingV2::": "loadBalancer",
  "AWS::ECR::": "ecr",
  "AWS::Bedrock::": "bedrock",
  "AWS::WAFv2::": "waf",
  "AWS::CloudWatch::": "cloudwatch",
  "AWS::Logs::": "cloudwatch",
  "AWS::XRay::": "xray",
  "AWS::SecretsManager::": "secretsManager",
  "AWS::KMS::": "kms",
  "AWS::EC2::": null,
  "AWS::EC2::VPCEndpoint": "vpcEndpoints",
  "AWS::EC2::EIP": "publicAddresses",
  "AWS::Events::": "eventBridge",
  "AWS::Scheduler::": "eventBridge",
  "AWS::CloudTrail::": "cloudTrail",
  "AWS::SNS::": "sns",
  "AWS::SES::": "ses",
  "AWS::Cognito::": "cognito",
  "AWS::ElastiCache::": "elasticache",
  "AWS::Route53::": "route53",
  "AWS::CertificateManager::": null,
  "AWS::Budgets::": "budgets",
  "AWS::IAM::": null,
  "AWS::SSM::": null,
  "AWS::CDK::": null,
  "AWS::CloudFormation::": null,
  "Custom::": null,
};

/**
 * Returns the service that bills a resource of a template, or null for a resource without a price.
 * @throws Error for an unknown type, and for a NAT gateway, which the networks do without
 */
export function serviceOfResource(
  type: string,
  properties: { VpcEndpointType?: unknown } = {},
): Service | null {
  // Gateway endpoints (S3) are free; interface endpoints are not.
  if (type === "AWS::EC2::VPCEndpoint" && properties.VpcEndpointType === "Gateway") return null;
  const prefix = Object.keys(BILLED)
    .filter((each) => type.startsWith(each))
    .sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined || type === "AWS::EC2::NatGateway") {
    throw new Error(`The cost model does not know what ${type} costs.`);
  }
  return BILLED[prefix] ?? null;
}
