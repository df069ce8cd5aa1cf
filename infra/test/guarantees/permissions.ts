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

    test("the web's role cannot delete or change the database, nor log in as anybody but the application", () => {
      const cluster = `arn:aws:rds:${region}:<account>:cluster:ski-racer-<stage>-database`;
      for (const action of ["rds:DeleteDBCluster", "rds:ModifyDBCluster", "rds:DeleteDBInstance"]) {
        expect(web.may(action, cluster)).toBe(false);
      }
      const logins = web.statements.filter(({ actions }) => actions.includes("rds-db:connect"));
      expect(logins.flatMap(({ resources }) => resources)).toEqual([
        expect.stringMatching(/:dbuser:<Data DatabaseCluster\.DBClusterResourceId>\/skiracer_app$/),
      ]);
    });

    test("the web's role deletes files of runs only, never a version for good, never a bucket", () => {
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

    test("nobody who runs our code may read the database owner's password but migrations", () => {
      const readers = rolesOf(deployment).filter(({ statements }) =>
        statements.some(({ resources }) => resources.some((on) => /MasterUserSecret/.test(on))),
      );
      expect(readers.map(({ name }) => name)).toEqual(
        context.access === "vpc" ? ["Data/MigrationsMigrateRole"] : [],
      );
    });

    test("only the worker may call Bedrock, and only the model of the setting", () => {
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

    test("no action is a pattern, and no resource is one without a written reason", () => {
      for (const { type, properties, metadata, id } of deployment.resources) {
        if (type !== "AWS::IAM::Policy") continue;
        const reasons = new Map(
          (metadata.cdk_nag?.rules_to_suppress ?? []).map(({ id: rule, reason }) => [rule, reason]),
        );
        const text = JSON.stringify(
          properties.PolicyDocument.Statement.map(({ Resource: on }: { Resource: unknown }) => on),
        );
        for (const { Action } of properties.PolicyDocument.Statement) {
          expect(
            [Action].flat().filter((action: string) => action.includes("*")),
            id,
          ).toEqual([]);
        }
        if (!text.includes("*")) continue;
        const written = [...reasons].filter(([rule]) => rule.startsWith("AwsSolutions-IAM5["));
        expect(written.length, `${id}: ${text}`).toBeGreaterThan(0);
        for (const [rule, reason] of written) expect(reason.length, `${id} ${rule}`).toBeGreaterThan(20);
      }
    });

    test("no role of ours carries a ready-made policy of AWS; only CDK's helpers do", () => {
      const carriers = rolesOf(deployment).filter(({ managed }) => managed.length > 0);
      for (const { name } of carriers)
        expect(name).toMatch(/AWS679f53fac|Provider|CustomS3AutoDelete|CustomCrossRegion/);
    });

    test("cdk-nag finds nothing that is not answered in place", () => {
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
