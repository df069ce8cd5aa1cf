import { describe, expect, test } from "vitest";
import { all, rich, titled } from "../combinations";
import { describeRoles, roleNamed, rolesOf } from "../roles";
import { synthesized } from "../synthesized";

const MEDIA = "arn:aws:s3:::ski-racer-<stage>";

export const permissions = () => {
  describe.each(titled(all))("permissions: %s", (_, context) => {
    const deployment = synthesized(context);
    const region = deployment.settings.region;
    const web = roleNamed(deployment, "Web/WebRole");

    test("the web role cannot delete or modify the database, and connects as the application user only", () => {
      const cluster = `arn:aws:rds:${region}:<account>:cluster:ski-racer-<stage>-database`;
      for (const action of ["rds:DeleteDBCluster", "rds:ModifyDBCluster", "rds:DeleteDBInstance"]) {
        expect(web.may(action, cluster)).toBe(false);
      }
      const logins = web.statements.filter(({ actions }) => actions.includes("rds-db:connect"));
      expect(logins.flatMap(({ resources }) => resources)).toEqual([
        expect.stringMatching(/:dbuser:<Data DatabaseCluster\.DBClusterResourceId>\/skiracer_app$/),
      ]);
    });

    test("the web role can delete files of runs, and no object version, bucket or other file", () => {
      expect(web.may("s3:DeleteObject", `${MEDIA}-uploads-<account>/runs/1/original.mp4`)).toBe(true);
      expect(web.may("s3:DeleteObject", `${MEDIA}-derived-<account>/runs/1/2/poster.jpg`)).toBe(true);
      for (const [action, resource] of [
        ["s3:DeleteObject", `${MEDIA}-uploads-<account>/other`],
        ["s3:DeleteObject", `${MEDIA}-logs-<account>/s3/uploads/1`],
        ["s3:DeleteObject", `${MEDIA}-trail-<account>/AWSLogs/1`],
        ["s3:DeleteObjectVersion", `${MEDIA}-uploads-<account>/runs/1/original.mp4`],
        ["s3:DeleteBucket", `${MEDIA}-uploads-<account>`],
        ["s3:PutObject", `${MEDIA}-derived-<account>/runs/1/2/poster.jpg`],
      ] as const) {
        expect(web.may(action, resource), `${action} ${resource}`).toBe(false);
      }
    });

    test("only the migrations may read the password of the database owner", () => {
      const readers = rolesOf(deployment).filter(({ statements }) =>
        statements.some(({ resources }) => resources.some((on) => /MasterUserSecret/.test(on))),
      );
      expect(readers.map(({ name }) => name)).toEqual(
        context.access === "vpc" ? ["Data/MigrationsMigrateRole"] : [],
      );
    });

    test("only the worker may call Bedrock, and only the configured model", () => {
      const callers = rolesOf(deployment).filter(({ statements }) =>
        statements.some(({ actions }) => actions.some((action) => action.startsWith("bedrock:"))),
      );
      for (const caller of callers) {
        expect(caller.name).toMatch(/^Pipeline\/Worker/);
        expect(
          caller.may("bedrock:InvokeModel", `arn:aws:bedrock:${region}::foundation-model/other.model`),
        ).toBe(false);
      }
      expect(callers.length > 0).toBe(context.coach !== "rules");
    });

    test("no action is a wildcard, and no resource is one without a reason", () => {
      const policies = deployment.resources.filter(({ type }) => type === "AWS::IAM::Policy");
      for (const { properties, metadata, id } of policies) {
        const reasons = (metadata.cdk_nag?.rules_to_suppress ?? []).map(
          ({ id: rule, reason }) => [rule, reason] as const,
        );
        const statements: { Action: unknown; Resource: unknown }[] = properties.PolicyDocument.Statement;
        const actions = statements.flatMap(({ Action }) => Action).map(String);
        expect(
          actions.filter((action) => action.includes("*")),
          id,
        ).toEqual([]);
        const text = JSON.stringify(statements.map(({ Resource }) => Resource));
        if (!text.includes("*")) continue;
        const written = reasons.filter(([rule]) => rule.startsWith("AwsSolutions-IAM5["));
        expect(written.length, `${id}: ${text}`).toBeGreaterThan(0);
        for (const [rule, reason] of written) expect(reason.length, `${id} ${rule}`).toBeGreaterThan(20);
      }
    });

    test("only roles of CDK's own functions have AWS managed policies", () => {
      const carriers = rolesOf(deployment).filter(({ managed }) => managed.length > 0);
      for (const { name } of carriers)
        expect(name).toMatch(/AWS679f53fac|Provider|CustomS3AutoDelete|CustomCrossRegion/);
    });

    test("cdk-nag has no unacknowledged finding", () => {
      expect(deployment.findings).toEqual([]);
    });
  });

  test.each(titled(rich))("least privilege: %s", async (title, context) => {
    const place = [context.stage, context.access, context.hosting, context.region, context.worker]
      .filter(Boolean)
      .join("-");
    const page = `# ${title}\n\n${describeRoles(synthesized(context))}`;
    await expect(page).toMatchFileSnapshot(`./roles/${place}.txt`);
  });
};
