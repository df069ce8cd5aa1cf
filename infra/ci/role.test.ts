import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { expect, it } from "vitest";
import { CiRoleStack } from "./role-stack";

interface RoleResource {
  Properties: {
    RoleName: string;
    AssumeRolePolicyDocument: {
      Statement: { Action: string; Condition: Record<string, Record<string, string>> }[];
    };
  };
}

const template = () =>
  Template.fromStack(
    new CiRoleStack(new App(), "Ci", { repository: "club/ski-racer", environments: ["dev", "production"] }),
  );

it("each role trusts one exact OIDC subject", () => {
  const roles = Object.values(template().findResources("AWS::IAM::Role")) as RoleResource[];
  const subjects = roles
    .filter(({ Properties }) => Properties.RoleName?.startsWith("SkiRacer-ci-"))
    .map(({ Properties }) => {
      const [statement, ...more] = Properties.AssumeRolePolicyDocument.Statement;
      expect(more).toEqual([]);
      expect(statement?.Action).toBe("sts:AssumeRoleWithWebIdentity");
      expect(Object.keys(statement?.Condition ?? {})).toEqual(["StringEquals"]);
      const wanted = statement?.Condition.StringEquals ?? {};
      expect(wanted["token.actions.githubusercontent.com:aud"]).toBe("sts.amazonaws.com");
      return wanted["token.actions.githubusercontent.com:sub"];
    });
  expect(subjects.sort()).toEqual([
    "repo:club/ski-racer:environment:dev",
    "repo:club/ski-racer:environment:production",
    "repo:club/ski-racer:pull_request",
  ]);
});

it("pull requests may only assume the lookup role, and no role has other permissions than sts:AssumeRole", () => {
  const policies = Object.entries(template().findResources("AWS::IAM::Policy"));
  const ci = policies.filter(([id]) => /^(dev|production|lookup)/.test(id));
  expect(ci).toHaveLength(3);
  for (const [id, { Properties }] of ci) {
    const statements: { Action: string; Resource: unknown }[] = Properties.PolicyDocument.Statement;
    expect(statements.map(({ Action }) => Action)).toEqual(["sts:AssumeRole"]);
    const resources = JSON.stringify(statements[0]?.Resource);
    expect(resources).toContain("role/cdk-*-lookup-role-");
    expect(resources.includes("deploy-role"), id).toBe(!id.startsWith("lookup"));
  }
});
