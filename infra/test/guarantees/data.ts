import { describe, expect, test } from "vitest";
import { all, plain, titled } from "../combinations";
import { COMMIT, synthesized } from "../synthesized";

interface SdkCall {
  action: string;
  parameters: Record<string, unknown>;
}

export const data = () => {
  describe.each(titled(all))("database: %s", (_, context) => {
    const deployment = synthesized(context);
    const production = context.stage === "prod";

    test("no template and no environment contains a password", () => {
      expect(
        deployment.text.match(/"MasterUserPassword"|postgres(ql)?:\/\/|DATABASE_URL|"AUTH_SECRET"/),
      ).toBeNull();
      const tokens = deployment.of("AWS::Amplify::App").map(({ properties }) => properties.AccessToken);
      for (const token of tokens) expect(JSON.stringify(token)).toMatch(/^"\{\{resolve:secretsmanager:/);
    });

    test("the cluster has 14 days of backups and insights; production is protected and never pauses", () => {
      const settings = context.access === "vpc" ? clusterProperties() : modifyCall();
      expect(settings).toMatchObject({
        BackupRetentionPeriod: 14,
        DeletionProtection: production,
        PerformanceInsightsOn: true,
        DatabaseInsightsMode: "standard",
        ServerlessV2ScalingConfiguration: { MinCapacity: production ? 0.5 : 0, MaxCapacity: 4 },
      });
      expect(deployment.of("AWS::RDS::DBCluster")[0]?.raw.DeletionPolicy).toBe(
        production ? "Retain" : "Delete",
      );
    });

    test("migrations run before Pipeline and Web are updated, and again when one is added", () => {
      const [applied] = deployment.of("Custom::Migrations");
      expect(applied?.properties.migrations).toMatch(/^[0-9a-f]{64}$/);
      for (const name of ["Pipeline", "Web"]) {
        const stack = deployment.stacks.find(({ stackName }) => stackName.endsWith(`-${name}`));
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

    test("a changed variable of the branch starts a build of the same commit", () => {
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

    function modifyCall(): Record<string, unknown> {
      const call = deployment
        .of("Custom::AWS")
        .flatMap(({ properties }) => [properties.Create, properties.Update])
        .filter(Boolean)
        .map((text) => JSON.parse(typeof text === "string" ? text : JSON.stringify(text)) as SdkCall)
        .find(({ action }) => action === "modifyDBCluster");
      return { ...call?.parameters, PerformanceInsightsOn: call?.parameters.EnablePerformanceInsights };
    }
  });

  describe.each(titled(all.filter(({ access }) => access === "gateway")))(
    "express database: %s",
    (_, context) => {
      const deployment = synthesized(context);

      test("an express cluster has no property that RDS rejects", () => {
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

      test("only the application reaches a private cluster", () => {
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
    test("a restored cluster gets the settings and the migrations again", () => {
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
