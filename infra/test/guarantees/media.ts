import { describe, expect, test } from "vitest";
import { all, titled, titleOf } from "../combinations";
import { type Resource, synthesized } from "../synthesized";

const refusesPlainHttp = (bucket: Resource, policies: Resource[]) =>
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

    test("media keep what was overwritten or deleted for 30 days, and drop half uploads after one", () => {
      for (const { properties } of kept()) {
        expect(properties.VersioningConfiguration).toEqual({ Status: "Enabled" });
        expect(properties.LoggingConfiguration.LogFilePrefix).toMatch(/^s3\//);
        const rules = Object.assign({}, ...properties.LifecycleConfiguration.Rules);
        expect(rules.AbortIncompleteMultipartUpload).toEqual({ DaysAfterInitiation: 1 });
        expect(rules.NoncurrentVersionExpiration).toEqual({ NoncurrentDays: 30 });
        expect(rules.Transitions).toEqual([{ StorageClass: "INTELLIGENT_TIERING", TransitionInDays: 0 }]);
      }
    });

    test("only the application's own addresses may send and read from a browser, and they see the ETag", () => {
      for (const { properties } of kept()) {
        const [rule] = properties.CorsConfiguration.CorsRules;
        expect(rule.ExposedHeaders).toContain("ETag");
        for (const origin of rule.AllowedOrigins) expect(origin).not.toBe("*");
        const patterns = rule.AllowedOrigins.filter((origin: unknown) =>
          JSON.stringify(origin).includes("*"),
        );
        expect(patterns.length).toBe(context.previews === "on" ? 1 : 0);
      }
    });

    test("production's media outlive the stack; those of any other stage go with it", () => {
      for (const { raw } of kept()) {
        expect(raw.DeletionPolicy).toBe(context.stage === "prod" ? "Retain" : "Delete");
      }
    });

    function kept() {
      const found = buckets.filter(({ properties }) =>
        /-(uploads|derived)-/.test(JSON.stringify(properties.BucketName)),
      );
      expect(found, titleOf(context)).toHaveLength(2);
      return found;
    }
  });

  describe.each(titled(all.filter(({ cdnPublicKey }) => cdnPublicKey)))("CDN: %s", (_, context) => {
    const deployment = synthesized(context);

    test("the CDN answers only signed links, over HTTPS", () => {
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
};
