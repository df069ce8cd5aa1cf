import { CfnWebACL, CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2";
import { Construct } from "constructs";
import { named } from "@/infra/naming";

/** Far above what a club on one address at the hill makes in five minutes, far below a flood. */
const REQUESTS_PER_5_MIN = 3000;

const MANAGED = [
  "AWSManagedRulesAmazonIpReputationList",
  "AWSManagedRulesKnownBadInputsRuleSet",
  "AWSManagedRulesCommonRuleSet",
] as const;

interface WafProps {
  stage: string;
  /** What it stands in front of. A CloudFront-like thing (Amplify) wants it in us-east-1. */
  scope: "CLOUDFRONT" | "REGIONAL";
  resourceArn: string;
}

/** Turns away floods from one address, known attackers and known attacks, before they reach the application. */
export class Waf extends Construct {
  constructor(parent: Construct, id: string, { stage, scope, resourceArn }: WafProps) {
    super(parent, id);
    const seen = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: true,
      metricName,
    });
    const acl = new CfnWebACL(this, "Acl", {
      name: named(stage, "web"),
      scope,
      defaultAction: { allow: {} },
      visibilityConfig: seen(named(stage, "web")),
      rules: [
        {
          name: "rate",
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          visibilityConfig: seen("rate"),
          statement: {
            rateBasedStatement: {
              aggregateKeyType: "IP",
              limit: REQUESTS_PER_5_MIN,
              evaluationWindowSec: 300,
            },
          },
        },
        ...MANAGED.map((name, index) => ({
          name,
          priority: index + 1,
          overrideAction: { none: {} },
          visibilityConfig: seen(name),
          statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
        })),
      ],
    });
    new CfnWebACLAssociation(this, "Guards", { webAclArn: acl.attrArn, resourceArn });
  }
}
