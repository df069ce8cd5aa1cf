import { describe, expect, test } from "vitest";
import { all, plain, titled } from "../combinations";
import { COMMIT, synthesized } from "../synthesized";

interface Call {
  action: string;
  parameters: Record<string, unknown>;
}

export const data = () => {
  describe.each(titled(all))("database: %s", (_, context) => {
    const deployment = synthesized(context);
    const lasting = context.stage === "prod";

    test("there is no password: not in a template, not in an environment", () => {
      expect(
        deployment.text.match(/"MasterUserPassword"|postgres(ql)?:\/\/|DATABASE_URL|"AUTH_SECRET"/),
      ).toBeNull();
      const tokens = deployment.of("AWS::Amplify::App").map(({ properties }) => properties.AccessToken);
      for (const token of tokens) expect(JSON.stringify(token)).toMatch(/^"\{\{resolve:secretsmanager:/);
    });

    test("backups of 14 days, insights, protection where data lasts, sleep only where it may", () => {
      const settings = context.access === "vpc" ? clusterProperties() : settlingCall();
      expect(settings).toMatchObject({
        BackupRetentionPeriod: 14,
        DeletionProtection: lasting,
        PerformanceInsightsOn: true,
        DatabaseInsightsMode: "standard",
        ServerlessV2ScalingConfiguration: { MinCapacity: lasting ? 0.5 : 0, MaxCapacity: 4 },
      });
      expect(deployment.of("AWS::RDS::DBCluster")[0]?.raw.DeletionPolicy).toBe(lasting ? "Retain" : "Delete");
    });

    test("migrations run before the pipeline and the web change, and again when one was added", () => {
      const [applied] = deployment.of("Custom::Migrations");
      expect(applied?.properties.migrations).toMatch(/^[0-9a-f]{64}$/);
      for (const what of ["Pipeline", "Web"]) {
        const stack = deployment.stacks.find(({ stackName }) => stackName.endsWith(`-${what}`));
        const before = stack?.dependencies.map(({ stackName }) => stackName);
        expect(before).toContain(applied?.stack);
      }
      const [branch] = deployment.of("AWS::Amplify::Branch");
      const builds = deployment.of("Custom::AmplifyBuild");
      expect(branch?.properties.EnableAutoBuild ?? false).toBe(context.previews === "on");
      expect(builds.length).toBe(branch ? 1 : 0);
      for (const { properties, stack } of builds) {
        expect(stack).toMatch(/-Web$/);
        expect(properties.commitId).toBe(COMMIT);
      }
      const awaited = applied?.raw.DependsOn as string[];
      expect(awaited.some((id) => /^DatabaseCluster/.test(id))).toBe(true);
      expect(awaited.some((id) => /^MigrationsMigrateRoleDatabase/.test(id))).toBe(true);
    });

    test("pages are built anew when a variable of theirs changes, though the commit is the same", () => {
      const [branch] = deployment.of("AWS::Amplify::Branch");
      const [build] = deployment.of("Custom::AmplifyBuild");
      const listed = (branch?.properties.EnvironmentVariables ?? []) as { Name: string; Value: unknown }[];
      expect(build?.properties.variables ?? {}).toEqual(
        Object.fromEntries(listed.map(({ Name, Value }) => [Name, Value])),
      );
      if (branch) expect(listed.length).toBeGreaterThan(10);
    });

    function clusterProperties(): Record<string, unknown> {
      const properties = deployment.of("AWS::RDS::DBCluster")[0]!.properties;
      return { ...properties, PerformanceInsightsOn: properties.PerformanceInsightsEnabled };
    }

    function settlingCall(): Record<string, unknown> {
      const call = deployment
        .of("Custom::AWS")
        .flatMap(({ properties }) => [properties.Create, properties.Update])
        .filter(Boolean)
        .map((text) => JSON.parse(typeof text === "string" ? text : JSON.stringify(text)) as Call)
        .find(({ action }) => action === "modifyDBCluster");
      return { ...call?.parameters, PerformanceInsightsOn: call?.parameters.EnablePerformanceInsights };
    }
  });

  describe.each(titled(all.filter(({ access }) => access === "gateway")))(
    "express database: %s",
    (_, context) => {
      const deployment = synthesized(context);

      test("an express cluster is asked for nothing that RDS refuses", () => {
        const [cluster] = deployment.of("AWS::RDS::DBCluster");
        expect(Object.keys(cluster!.properties).sort()).toEqual([
          "DBClusterIdentifier",
          "Engine",
          "Tags",
          "WithExpressConfiguration",
        ]);
        expect(cluster!.properties.WithExpressConfiguration).toBe(true);
      });
    },
  );

  describe.each(titled(all.filter(({ access }) => access === "vpc")))(
    "private database: %s",
    (_, context) => {
      const deployment = synthesized(context);

      test("a private cluster has no way in but from the application", () => {
        expect(deployment.of("AWS::RDS::DBCluster")[0]?.properties).toMatchObject({
          EnableIAMDatabaseAuthentication: true,
          ManageMasterUserPassword: true,
          StorageEncrypted: true,
          EngineVersion: expect.stringMatching(/^17\./),
        });
        for (const { properties } of deployment.of("AWS::RDS::DBInstance")) {
          expect(properties.PubliclyAccessible ?? false).toBe(false);
        }
        expect(deployment.of("AWS::EC2::NatGateway")).toEqual([]);
        const open = [
          ...deployment.of("AWS::EC2::SecurityGroupIngress").map(({ properties }) => properties),
          ...deployment
            .of("AWS::EC2::SecurityGroup")
            .flatMap(({ properties }) => properties.SecurityGroupIngress ?? []),
        ].filter(({ CidrIp }) => CidrIp !== undefined);
        expect(open.map(({ FromPort }) => FromPort).sort()).toEqual([443, 80]);
      });
    },
  );

  describe.each(titled(plain.filter(({ stage }) => stage === "prod")))("restored: %s", (_, context) => {
    test("the cluster gets the settings and the migrations that the first one got", () => {
      const restored = synthesized({ ...context, databaseResourceId: "cluster-RESTORED" });
      const calls = [
        ...restored.of("Custom::Migrations"),
        ...restored.of("Custom::AWS").filter(({ id }) => /^DatabaseSettings/.test(id)),
      ];
      expect(calls).toHaveLength(context.access === "vpc" ? 1 : 2);
      for (const { properties, id } of calls) {
        expect(properties.cluster).toBe("cluster-RESTORED");
        const first = synthesized(context).resources.find((resource) => resource.id === id);
        expect(first?.properties.cluster).toHaveProperty("Fn::GetAtt");
      }
    });
  });
};
