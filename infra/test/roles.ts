import { flattenCfnReference } from "cdk-nag/lib/utils/flatten-cfn-reference";
import type { Resource, Synthesized } from "./synthesized";

export interface Statement {
  actions: string[];
  resources: string[];
  conditions?: string;
}

export interface Role {
  /** `Stack/Role`, without the stage. */
  name: string;
  trusts: string[];
  managed: string[];
  statements: Statement[];
  /** Whether IAM would let it; conditions are taken as fulfilled. */
  may(action: string, resource: string): boolean;
}

const many = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Readable, and the same on every machine: no hashes, exports as what they are, the stage left out. */
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

function statementsOf(document: { Statement: Record<string, unknown>[] }): Statement[] {
  return document.Statement.filter(({ Effect }) => Effect === "Allow").map(
    ({ Action, Resource: on, Condition }) => ({
      actions: many(Action).map(String).sort(),
      resources: many(on).map(readable).sort(),
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

const isOf = (role: Resource) => (policy: Resource) =>
  policy.stack === role.stack &&
  many(policy.properties.Roles).some((ref) => (ref as { Ref?: string }).Ref === role.id);

/** All roles of a deployment, each with everything that it may do. */
export function rolesOf(deployment: Synthesized): Role[] {
  const policies = deployment.of("AWS::IAM::Policy");
  return deployment.of("AWS::IAM::Role").map((role) => {
    const inline = many(role.properties.Policies).map(
      (policy) => (policy as { PolicyDocument: never }).PolicyDocument,
    );
    const attached = policies.filter(isOf(role)).map((policy) => policy.properties.PolicyDocument as never);
    const statements = [...inline, ...attached].flatMap(statementsOf);
    return {
      name: `${role.stack.replace(/^SkiRacer-[a-z0-9]+-/, "")}/${role.id.replace(/[0-9A-F]{8}$/, "")}`,
      trusts: trustedBy(role),
      managed: many(role.properties.ManagedPolicyArns).map(readable),
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

const trustedBy = ({ properties }: Resource) =>
  (properties.AssumeRolePolicyDocument.Statement as { Principal: { Service: unknown } }[]).flatMap(
    ({ Principal }) => many(Principal.Service).map(String),
  );

function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${escaped}$`).test(text);
}

/** The role whose name ends so; throws when there is none, so that a test cannot pass by a typing error. */
export function roleNamed(deployment: Synthesized, ending: string): Role {
  const found = rolesOf(deployment).filter(({ name }) => name.endsWith(ending));
  if (found.length !== 1) throw new Error(`${found.length} roles are called ${ending}`);
  return found[0]!;
}

/** Roles as a page to read: who may take it, what it may do to what. */
export function describeRoles(deployment: Synthesized): string {
  const lines: string[] = [];
  for (const role of rolesOf(deployment).sort((a, b) => a.name.localeCompare(b.name))) {
    lines.push(`${role.name}  (${role.trusts.join(", ")})`);
    for (const arn of role.managed) lines.push(`  policy of AWS: ${arn}`);
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
