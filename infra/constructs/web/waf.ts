import { CfnWebACL, CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2";
import { Construct } from "constructs";
import { physicalName } from "@/infra/naming";

/** Per IP address. A whole club may share one address on the hill. */
const REQUESTS_PER_5_MIN = 3000;

const MANAGED_RULE_GROUPS = [
  "AWSManagedRulesAmazonIpReputationList",
  "AWSManagedRulesKnownBadInputsRuleSet",
  "AWSManagedRulesCommonRuleSet",
] as const;

interface WafProps {
  stage: string;
  /** `CLOUDFRONT`, which Amplify uses too, requires us-east-1. */
  scope: "CLOUDFRONT" | "REGIONAL";
  resourceArn: string;
}

/** A web ACL with a rate limit per IP address and AWS managed rule groups. */
export class Waf extends Construct {
  constructor(parent: Construct, id: string, { stage, scope, resourceArn }: WafProps) {
    super(parent, id);
    const visibility = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: true,
      metricName,
    });
    const acl = new CfnWebACL(this, "Acl", {
      name: physicalName(stage, "web"),
      scope,
      defaultAction: { allow: {} },
      visibilityConfig: visibility(physicalName(stage, "web")),
      rules: [
        {
          name: "rate-limit",
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          visibilityConfig: visibility("rate-limit"),
          statement: {
            rateBasedStatement: {
              aggregateKeyType: "IP",
              limit: REQUESTS_PER_5_MIN,
              evaluationWindowSec: 300,
            },
          },
        },
        ...MANAGED_RULE_GROUPS.map((name, index) => ({
          name,
          priority: index + 1,
          overrideAction: { none: {} },
          visibilityConfig: visibility(name),
          statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
        })),
      ],
    });
    new CfnWebACLAssociation(this, "Association", { webAclArn: acl.attrArn, resourceArn });
  }
}
