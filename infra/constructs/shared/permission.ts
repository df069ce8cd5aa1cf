import { Stack, Validations } from "aws-cdk-lib";
import { type IRole, Policy, PolicyStatement, type PolicyStatementProps } from "aws-cdk-lib/aws-iam";
import { flattenCfnReference } from "cdk-nag/lib/utils/flatten-cfn-reference";
import type { IConstruct } from "constructs";

interface Permission {
  actions: string[];
  resources: string[];
  conditions?: PolicyStatementProps["conditions"];
  /** Why a resource is a wildcard; required when one is. */
  reason?: string;
}

/**
 * Adds permissions to a role, in one policy per purpose.
 * @throws Error when a resource is a wildcard and no reason is given
 */
export function permit(role: IRole, purpose: string, ...permissions: Permission[]): void {
  const found = role.node.tryFindChild(purpose) as Policy | undefined;
  // The role is the scope, so that resources that depend on the role are created after its policies.
  const policy = found ?? new Policy(role, purpose, { roles: [role] });
  for (const { actions, resources, conditions, reason } of permissions) {
    policy.addStatements(new PolicyStatement({ actions, resources, conditions }));
    for (const wildcard of wildcardsIn(role, resources)) {
      if (!reason) throw new Error(`${policy.node.path}: ${wildcard} is a wildcard without a reason`);
      acknowledge(policy, `AwsSolutions-IAM5[Resource::${wildcard}]`, reason);
    }
  }
}

/** Acknowledges a cdk-nag finding on a construct and its children. */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}

/** Returns the resources with a wildcard, as cdk-nag writes them in the ids of its findings. */
const wildcardsIn = (scope: IConstruct, resources: string[]): string[] =>
  resources
    .map((resource) => flattenCfnReference(Stack.of(scope).resolve(resource)))
    .filter((text) => text.includes("*"));
