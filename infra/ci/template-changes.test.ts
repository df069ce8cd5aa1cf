import { describe, expect, it } from "vitest";
import { changesBetween, describeChanges } from "./template-changes";

const bucket = { Type: "AWS::S3::Bucket", Properties: { Versioned: true } };
const code = (hash: string) => ({ Type: "AWS::Lambda::Function", Properties: { S3Key: `${hash}.zip` } });

describe("describeChanges", () => {
  it("lists added, changed and removed resources by stack", () => {
    const changes = changesBetween(
      { Media: { Resources: { Clips: bucket, Old: { Type: "AWS::SQS::Queue" } } } },
      {
        Media: { Resources: { Clips: { ...bucket, Properties: {} } } },
        Web: { Resources: { New: { Type: "AWS::SNS::Topic" } } },
      },
    );
    expect(changes.map(({ stack, kind, logicalId }) => `${stack} ${kind} ${logicalId}`)).toEqual([
      "Media changed Clips",
      "Media removed Old",
      "Web added New",
    ]);
  });

  it("starts with removed resources that hold data", () => {
    const text = describeChanges(changesBetween({ Media: { Resources: { Clips: bucket } } }, {}));
    expect(text).toMatch(/AWS::S3::Bucket `Clips` of Media is removed and holds data/);
    expect(text.indexOf("holds data")).toBeLessThan(text.indexOf("| stack |"));
  });

  it("ignores changed asset hashes", () => {
    const changes = changesBetween(
      { Web: { Resources: { Function: code("a".repeat(64)) } } },
      { Web: { Resources: { Function: code("b".repeat(64)) } } },
    );
    expect(describeChanges(changes)).toMatch(/no changes except deployed code/);
  });

  it("stays below GitHub's limit for comments", () => {
    const Resources = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, i) => [`Resource${i}`.padEnd(120, "x"), bucket]),
    );
    const text = describeChanges(changesBetween({}, { Everything: { Resources } }));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain("and 1800 more");
  });
});
