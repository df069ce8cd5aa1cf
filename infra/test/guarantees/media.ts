import { describe, expect, test } from "vitest";
import { all, titled, titleOf } from "../combinations";
import { nextPublicKeyFile, publicKeyFile, type SynthesizedResource, synthesized } from "../synthesized";

const refusesPlainHttp = (bucket: SynthesizedResource, policies: SynthesizedResource[]) =>
  policies
    .filter(({ properties, stack }) => stack === bucket.stack && properties.Bucket?.Ref === bucket.id)
    .flatMap(({ properties }) => properties.PolicyDocument.Statement)
    .some(
      ({ Effect, Action, Condition, Principal, Resource: on }) =>
        Effect === "Deny" &&
        Action === "s3:*" &&
        Principal.AWS === "*" &&
        Condition?.Bool?.["aws:SecureTransport"] === "false" &&
        on.length === 2,
    );

export const media = () => {
  describe.each(titled(all))("media: %s", (_, context) => {
    const deployment = synthesized(context);
    const buckets = deployment.of("AWS::S3::Bucket");

    test("no bucket is public", () => {
      expect(buckets.length).toBeGreaterThanOrEqual(4);
      for (const { properties } of buckets) {
        expect(Object.values(properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
      }
      const open = deployment
        .of("AWS::S3::BucketPolicy")
        .flatMap(({ properties }) => properties.PolicyDocument.Statement)
        .filter(
          ({ Effect, Principal }) => Effect === "Allow" && (Principal === "*" || Principal?.AWS === "*"),
        );
      expect(open).toEqual([]);
    });

    test("every bucket refuses plain HTTP and is encrypted", () => {
      const policies = deployment.of("AWS::S3::BucketPolicy");
      for (const bucket of buckets) {
        expect(refusesPlainHttp(bucket, policies), bucket.id).toBe(true);
        expect(bucket.properties.BucketEncryption).toBeDefined();
      }
    });

    test("media buckets keep old versions for 30 days and abort incomplete uploads after one day", () => {
      for (const { properties } of mediaBuckets()) {
        expect(properties.VersioningConfiguration).toEqual({ Status: "Enabled" });
        expect(properties.LoggingConfiguration.LogFilePrefix).toMatch(/^s3\//);
        const rules = Object.assign({}, ...properties.LifecycleConfiguration.Rules);
        expect(rules.AbortIncompleteMultipartUpload).toEqual({ DaysAfterInitiation: 1 });
        expect(rules.NoncurrentVersionExpiration).toEqual({ NoncurrentDays: 30 });
        expect(rules.Transitions).toEqual([{ StorageClass: "INTELLIGENT_TIERING", TransitionInDays: 0 }]);
      }
    });

    test("CORS allows the addresses of the application only and exposes the ETag", () => {
      for (const { properties } of mediaBuckets()) {
        const [rule] = properties.CorsConfiguration.CorsRules;
        expect(rule.ExposedHeaders).toContain("ETag");
        for (const origin of rule.AllowedOrigins) expect(origin).not.toBe("*");
        const patterns = rule.AllowedOrigins.filter((origin: unknown) =>
          JSON.stringify(origin).includes("*"),
        );
        expect(patterns.length).toBe(context.previews === "on" ? 1 : 0);
      }
    });

    test("media buckets are retained in production and deleted with any other stage", () => {
      for (const { raw } of mediaBuckets()) {
        expect(raw.DeletionPolicy).toBe(context.stage === "prod" ? "Retain" : "Delete");
      }
    });

    function mediaBuckets() {
      const found = buckets.filter(({ properties }) =>
        /-(uploads|derived)-/.test(JSON.stringify(properties.BucketName)),
      );
      expect(found, titleOf(context)).toHaveLength(2);
      return found;
    }
  });

  describe.each(titled(all.filter(({ cdnPublicKey }) => cdnPublicKey)))("CDN: %s", (_, context) => {
    const deployment = synthesized(context);

    test("the CDN serves signed URLs over HTTPS only", () => {
      const [distribution] = deployment.of("AWS::CloudFront::Distribution");
      const { DefaultCacheBehavior, CacheBehaviors } = distribution!.properties.DistributionConfig;
      expect(CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern)).toEqual([
        "/runs/*/original.*",
      ]);
      for (const behavior of [DefaultCacheBehavior, ...CacheBehaviors]) {
        expect(behavior.TrustedKeyGroups).toHaveLength(1);
        expect(behavior.ViewerProtocolPolicy).toBe("https-only");
      }
      expect(deployment.of("AWS::CloudFront::OriginAccessControl")).toHaveLength(2);
    });
  });

  describe("rotation of the CDN key", () => {
    const keyed = (...files: string[]) => {
      const deployment = synthesized({ stage: "dev", cdnPublicKey: files.join(",") });
      const [group] = deployment.of("AWS::CloudFront::KeyGroup");
      const [branch] = deployment.of("AWS::Amplify::Branch");
      const variables = branch!.properties.EnvironmentVariables as { Name: string; Value: unknown }[];
      return {
        keys: deployment.of("AWS::CloudFront::PublicKey"),
        trusted: group!.properties.KeyGroupConfig.Items.map(({ Ref }: { Ref: string }) => Ref) as string[],
        signing: JSON.stringify(variables.find(({ Name }) => Name === "CDN_KEY_PAIR_ID")?.Value),
        exported: [...new Set(deployment.text.match(/ExportsOutputRefCdnPublicKey[0-9a-fA-F]+/g))],
      };
    };
    const before = keyed(publicKeyFile);
    const during = keyed(nextPublicKeyFile, publicKeyFile);
    const after = keyed(nextPublicKeyFile);

    test("creates a new public key with another id, name and caller reference", () => {
      const [old] = before.keys;
      const [next] = after.keys;
      expect(next?.id).not.toBe(old?.id);
      for (const name of ["Name", "CallerReference"]) {
        expect(next?.properties.PublicKeyConfig[name]).not.toBe(old?.properties.PublicKeyConfig[name]);
      }
    });

    test("signs with the new key while links of the old key stay valid", () => {
      expect(during.trusted).toEqual([after.keys[0]?.id, before.keys[0]?.id]);
      expect(during.signing).toContain(after.keys[0]?.id);
      expect(during.signing).toBe(after.signing);
    });

    test("keeps every export that the Web stack imports in each step", () => {
      const all = before.exported.concat(after.exported).sort();
      expect(before.exported).toHaveLength(1);
      expect(during.exported.sort()).toEqual(all);
      for (const { signing, exported } of [before, during, after]) {
        expect(exported.some((name) => signing.includes(name))).toBe(true);
      }
      expect(before.signing).not.toBe(after.signing);
    });
  });
};
