import type { Service } from "./services";

/** Which service a CloudFormation resource is billed under; `null` for what is never billed. The longest prefix counts. */
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
 * The service of the bill that a resource of a template belongs to, or null when it costs nothing itself.
 * @throws Error for a type that the cost model does not know: add it there before deploying it. A NAT gateway is refused on
 *   purpose, since these networks are built without one.
 */
export function serviceOfResource(type: string, properties: Record<string, unknown> = {}): Service | null {
  // That of S3 costs nothing; those with an address in the subnets do.
  if (type === "AWS::EC2::VPCEndpoint" && properties.VpcEndpointType === "Gateway") return null;
  const prefix = Object.keys(BILLED)
    .filter((each) => type.startsWith(each))
    .sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined || type === "AWS::EC2::NatGateway") {
    throw new Error(`The cost model does not know what ${type} costs.`);
  }
  return BILLED[prefix] ?? null;
}
