/** A synthesized template, as far as a comparison reads it. */
export interface TemplateLike {
  Resources?: Record<string, { Type: string; [key: string]: unknown }>;
}

export interface Change {
  stack: string;
  kind: "added" | "removed" | "changed";
  logicalId: string;
  type: string;
  /** What a removal would take with it: rows, clips, accounts, or the keys to them. */
  holdsData: boolean;
}

const HOLDS_DATA =
  /^AWS::(RDS::|S3::Bucket$|Cognito::UserPool$|SecretsManager::Secret$|KMS::Key$|DynamoDB::)/;

/** Without what is another at every commit: the hashes of assets and what CDK writes for itself. */
const lasting = (resource: object): string => {
  const { Metadata, ...rest } = resource as { Metadata?: unknown };
  return JSON.stringify(rest).replace(/[0-9a-f]{64}/g, "<asset>");
};

/** What differs between two synthesized applications, by stack; assets with other contents alone are no difference. */
export function changesBetween(
  base: Record<string, TemplateLike>,
  head: Record<string, TemplateLike>,
): Change[] {
  const stacks = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort();
  return stacks.flatMap((stack) => {
    const [before, after] = [base[stack]?.Resources ?? {}, head[stack]?.Resources ?? {}];
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((logicalId) => {
      const [old, now] = [before[logicalId], after[logicalId]];
      if (old && now && lasting(old) === lasting(now)) return [];
      const kind = !old ? "added" : !now ? "removed" : "changed";
      const type = (now ?? old)?.Type ?? "";
      return [{ stack, kind, logicalId, type, holdsData: HOLDS_DATA.test(type) } satisfies Change];
    });
  });
}

/** GitHub takes comments of 65,536 characters; a table longer than this is cut, and says so. */
const MAX_ROWS = 200;

/** The changes as a comment in Markdown; what holds data and is removed comes first. */
export function describeChanges(changes: Change[]): string {
  if (changes.length === 0) return "**Infrastructure:** nothing changes but the code that is deployed.\n";
  const lost = changes.filter(({ kind, holdsData }) => kind === "removed" && holdsData);
  const count = (kind: Change["kind"]) => changes.filter((change) => change.kind === kind).length;
  const warning = lost.map(
    ({ stack, type, logicalId }) =>
      `> **${type} \`${logicalId}\` of ${stack} is removed, and it holds data.**\n`,
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
