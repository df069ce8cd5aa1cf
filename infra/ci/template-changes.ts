/** The part of a synthesized template that the comparison reads. */
export interface TemplateLike {
  Resources?: Record<string, { Type: string; [key: string]: unknown }>;
}

export interface TemplateChange {
  stack: string;
  kind: "added" | "removed" | "changed";
  logicalId: string;
  type: string;
  /** Whether a removal would delete rows, media, accounts or secrets. */
  holdsData: boolean;
}

const HOLDS_DATA =
  /^AWS::(RDS::|S3::Bucket$|Cognito::UserPool$|SecretsManager::Secret$|KMS::Key$|DynamoDB::)/;

/** Serializes a resource without metadata and asset hashes, which change with every commit. */
const comparable = (resource: object): string => {
  const { Metadata, ...rest } = resource as { Metadata?: unknown };
  return JSON.stringify(rest).replace(/[0-9a-f]{64}/g, "<asset>");
};

/** Returns the differences between two synthesized applications by stack, ignoring asset hashes. */
export function changesBetween(
  base: Record<string, TemplateLike>,
  head: Record<string, TemplateLike>,
): TemplateChange[] {
  const stacks = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort();
  return stacks.flatMap((stack) => {
    const [before, after] = [base[stack]?.Resources ?? {}, head[stack]?.Resources ?? {}];
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((logicalId) => {
      const [old, now] = [before[logicalId], after[logicalId]];
      if (old && now && comparable(old) === comparable(now)) return [];
      const kind = !old ? "added" : !now ? "removed" : "changed";
      const type = (now ?? old)?.Type ?? "";
      return [{ stack, kind, logicalId, type, holdsData: HOLDS_DATA.test(type) } satisfies TemplateChange];
    });
  });
}

/** GitHub limits comments to 65,536 characters. */
const MAX_ROWS = 200;

/** Formats the changes as a Markdown comment that starts with removed resources that hold data. */
export function describeChanges(changes: TemplateChange[]): string {
  if (changes.length === 0) return "**Infrastructure:** no changes except deployed code.\n";
  const lost = changes.filter(({ kind, holdsData }) => kind === "removed" && holdsData);
  const count = (kind: TemplateChange["kind"]) => changes.filter((change) => change.kind === kind).length;
  const warning = lost.map(
    ({ stack, type, logicalId }) => `> **${type} \`${logicalId}\` of ${stack} is removed and holds data.**\n`,
  );
  const rows = changes
    .slice(0, MAX_ROWS)
    .map(({ stack, kind, type, logicalId }) => `| ${kind} | ${stack} | ${type} | \`${logicalId}\` |`);
  const rest = changes.length > MAX_ROWS ? `\nand ${changes.length - MAX_ROWS} more.\n` : "";
  return `**Infrastructure:** ${count("added")} added, ${count("changed")} changed, ${count("removed")} removed.

${warning.join("")}
| | stack | resource | id |
| --- | --- | --- | --- |
${rows.join("\n")}
${rest}`;
}
