import { Stack, Validations } from "aws-cdk-lib";
import { type IRole, Policy, PolicyStatement, type PolicyStatementProps } from "aws-cdk-lib/aws-iam";
import { flattenCfnReference } from "cdk-nag/lib/utils/flatten-cfn-reference";
import type { IConstruct } from "constructs";

interface Asked {
  actions: string[];
  resources: string[];
  conditions?: PolicyStatementProps["conditions"];
  /** Why a star in the resources cannot be spelled out; required where there is one. */
  because?: string;
}

/**
 * Lets a role do something, in a policy named after the purpose, so that all that one purpose needs is read together.
 * @throws Error when a resource is a pattern and nobody says why
 */
export function permit(role: IRole, purpose: string, ...asked: Asked[]): void {
  const found = role.node.tryFindChild(purpose) as Policy | undefined;
  // Inside the role, because what depends on a role (a function, an event source) then waits for its permissions too.
  const policy = found ?? new Policy(role, purpose, { roles: [role] });
  for (const { actions, resources, conditions, because } of asked) {
    policy.addStatements(new PolicyStatement({ actions, resources, conditions }));
    for (const pattern of patternsIn(role, resources)) {
      if (!because) throw new Error(`${policy.node.path}: say why ${pattern} is a pattern`);
      acknowledge(policy, `AwsSolutions-IAM5[Resource::${pattern}]`, because);
    }
  }
}

/** Takes note of a finding of cdk-nag on a construct and all in it, with the reason why it stays. */
export function acknowledge(on: IConstruct, id: string, reason: string): void {
  Validations.of(on).acknowledge({ id, reason });
}

/** The resources with a star, as cdk-nag writes them in the ids of its findings. */
export const patternsIn = (scope: IConstruct, resources: string[]): string[] =>
  resources
    .map((resource) => flattenCfnReference(Stack.of(scope).resolve(resource)))
    .filter((text) => text.includes("*"));
