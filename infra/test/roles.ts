import { flattenCfnReference } from "cdk-nag/lib/utils/flatten-cfn-reference";
import type { Synthesized, SynthesizedResource } from "./synthesized";

export interface RoleStatement {
  actions: string[];
  resources: string[];
  conditions?: string;
}

export interface DescribedRole {
  /** `Stack/Role` without the stage. */
  name: string;
  trusts: string[];
  managed: string[];
  statements: RoleStatement[];
  /** Whether the policies allow it, with all conditions met. */
  may(action: string, resource: string): boolean;
}

const asArray = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Formats a value the same on every machine: without hashes and the stage, with exports resolved. */
export const readable = (value: unknown): string =>
  flattenCfnReference(value as never)
    .replace(
      /SkiRacer-[a-z0-9]+-(\w+):ExportsOutput(?:FnGetAtt|Ref)([A-Za-z0-9]+?)[0-9A-F]{8}([A-Za-z]*?)(?:[0-9A-F]{8})?$/g,
      "<$1 $2.$3>",
    )
    .replace(
      /SkiRacer-[a-z0-9]+-(\w+):ExportsOutput(?:FnGetAtt|Ref)([A-Za-z]+?)[0-9A-F]{8}([A-Za-z]*)[0-9A-F]{8}/g,
      "<$1 $2.$3>",
    )
    .replace(/<([A-Za-z0-9]+?)[0-9A-F]{8}(\.[A-Za-z0-9.]+)?>/g, "<$1$2>")
    .replaceAll("<AWS::Partition>", "aws")
    .replaceAll("<AWS::AccountId>", "<account>")
    .replace(/ski-racer-(dev|prod|[a-z]+\d+)-/g, "ski-racer-<stage>-");

function statementsOf(document: { Statement: Record<string, unknown>[] }): RoleStatement[] {
  return document.Statement.filter(({ Effect }) => Effect === "Allow").map(
    ({ Action, Resource: resources, Condition }) => ({
      actions: asArray(Action).map(String).sort(),
      resources: asArray(resources).map(readable).sort(),
      conditions: Condition
        ? JSON.stringify(Condition, (_, value) => (isReference(value) ? readable(value) : value))
        : undefined,
    }),
  );
}

const isReference = (value: unknown) =>
  typeof value === "object" &&
  value !== null &&
  ["Ref", "Fn::Join", "Fn::GetAtt", "Fn::ImportValue"].some((key) => key in value);

const isAttachedTo = (role: SynthesizedResource) => (policy: SynthesizedResource) =>
  policy.stack === role.stack &&
  asArray(policy.properties.Roles).some((ref) => (ref as { Ref?: string }).Ref === role.id);

/** Returns all roles of a deployment with their permissions. */
export function rolesOf(deployment: Synthesized): DescribedRole[] {
  const policies = deployment.of("AWS::IAM::Policy");
  return deployment.of("AWS::IAM::Role").map((role) => {
    const inline = asArray(role.properties.Policies).map(
      (policy) => (policy as { PolicyDocument: never }).PolicyDocument,
    );
    const attached = policies
      .filter(isAttachedTo(role))
      .map((policy) => policy.properties.PolicyDocument as never);
    const statements = [...inline, ...attached].flatMap(statementsOf);
    return {
      name: `${role.stack.replace(/^SkiRacer-[a-z0-9]+-/, "")}/${role.id.replace(/[0-9A-F]{8}$/, "")}`,
      trusts: trustedBy(role),
      managed: asArray(role.properties.ManagedPolicyArns).map(readable),
      statements,
      may: (action, resource) =>
        statements.some(
          ({ actions, resources }) =>
            actions.some((pattern) => matches(pattern, action)) &&
            resources.some((pattern) => matches(pattern, resource)),
        ),
    };
  });
}

const trustedBy = ({ properties }: SynthesizedResource) =>
  (properties.AssumeRolePolicyDocument.Statement as { Principal: { Service: unknown } }[]).flatMap(
    ({ Principal }) => asArray(Principal.Service).map(String),
  );

function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${escaped}$`).test(text);
}

/** Returns the role whose name has this ending. @throws Error unless exactly one has it */
export function roleNamed(deployment: Synthesized, ending: string): DescribedRole {
  const found = rolesOf(deployment).filter(({ name }) => name.endsWith(ending));
  if (found.length !== 1) throw new Error(`Expected one role named ${ending}, found ${found.length}`);
  return found[0]!;
}

/** Formats roles for the snapshots: who may assume each, and its actions on resources. */
export function describeRoles(deployment: Synthesized): string {
  const lines: string[] = [];
  for (const role of rolesOf(deployment).sort((a, b) => a.name.localeCompare(b.name))) {
    lines.push(`${role.name}  (${role.trusts.join(", ")})`);
    for (const arn of role.managed) lines.push(`  managed policy: ${arn}`);
    const each = role.statements.map(({ actions, resources, conditions }) =>
      [
        ...actions.map((action) => `  ${action}`),
        ...resources.map((resource) => `      ${resource}`),
        ...(conditions ? [`      only if ${conditions}`] : []),
      ].join("\n"),
    );
    lines.push(...each.sort(), "");
  }
  return lines.join("\n");
}
