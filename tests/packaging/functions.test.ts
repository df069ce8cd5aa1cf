import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BundleName } from "@/infra/bundle/bundles";
import { type Arch, BUNDLES } from "@/infra/bundle/functions";
import { writeBundle } from "@/infra/bundle/write-bundle";
import { analyzeRequestedMessage } from "@/lib/analyses/queue/analyze-requested";
import { db } from "@/lib/db/client";
import { grantToApp } from "@/prisma/app-role";
import { migrate } from "@/prisma/migrate";
import { readMigrations } from "@/prisma/migration-files";
import { emptyQueues } from "@/tests/integration/setup/queue";
import { CLIP, makeUploadedRun, readAnalysis } from "@/tests/integration/worker/uploaded-run";
import { copyFirstMigrations } from "@/tests/migrations";
import { startSecretsManager } from "@/tests/wire/secrets-manager";
import { callHandler } from "./clean-process";
import { resourceEvent, sqsEvent } from "./events";
import { type IamDatabase, startIamDatabase } from "./iam-database";

const APP = "skiracer_app";
const ADMIN = "skiracer_admin";
const ADMIN_PASSWORD = "kept by RDS";
const ADMIN_SECRET = "arn:aws:secretsmanager:us-east-1:000000000000:secret:rds!cluster-1";
const ROLE = { accessKeyId: "ASIAWORKER", sessionToken: "a-session-of-the-worker-role" };
const arch = process.arch as Arch;

let folder = "";
let gateway: IamDatabase;
const bundle = {} as Record<BundleName, string>;

/** The variables of Lambda and of the deployment, without database credentials of the laptop. */
const lambdaEnv = (more: Record<string, string> = {}): Record<string, string> => ({
  AWS_REGION: process.env.AWS_REGION ?? "",
  AWS_ACCESS_KEY_ID: ROLE.accessKeyId,
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_SESSION_TOKEN: ROLE.sessionToken,
  TMPDIR: folder,
  NODE_ENV: "production",
  NODE_EXTRA_CA_CERTS: gateway.caFile,
  DATABASE_HOST: gateway.host,
  DATABASE_PORT: String(gateway.port),
  DATABASE_NAME: "skiracer",
  DATABASE_USER: APP,
  DATABASE_POOL_MAX: "2",
  S3_ENDPOINT: process.env.S3_ENDPOINT ?? "",
  S3_FORCE_PATH_STYLE: "true",
  S3_ACCESS_KEY_ID: process.env.S3_ACCESS_KEY_ID ?? "",
  S3_SECRET_ACCESS_KEY: process.env.S3_SECRET_ACCESS_KEY ?? "",
  MEDIA_BUCKET: process.env.MEDIA_BUCKET ?? "",
  SQS_ENDPOINT: process.env.SQS_ENDPOINT ?? "",
  ANALYSIS_QUEUE_NAME: process.env.ANALYSIS_QUEUE_NAME ?? "",
  ...more,
});

async function asOwner<T>(work: (client: pg.Client) => Promise<T>, database = "skiracer"): Promise<T> {
  const url = (process.env.DATABASE_URL ?? "").replace(/[^/]*$/, database);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

// The bundles contain native code for Linux.
describe.runIf(process.platform === "linux")("the Lambda functions outside the repository", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ski-racer-lambda-"));
    gateway = await startIamDatabase({
      databaseUrl: process.env.DATABASE_URL ?? "",
      users: [APP, ADMIN, "postgres"],
      role: ROLE,
      caFile: join(folder, "ca.pem"),
      passwords: { [ADMIN]: ADMIN_PASSWORD },
    });
    for (const name of Object.keys(BUNDLES) as BundleName[]) {
      bundle[name] = join(folder, name);
      await writeBundle({ root: process.cwd(), name, arch, target: bundle[name] });
    }
    // Like the admin of RDS: creates roles and owns the database, but is not a superuser.
    await asOwner(async (client) => {
      await client.query(`create role rds_iam; create role ${ADMIN} login createrole`);
      await client.query(`grant rds_iam to ${ADMIN} with admin option`);
      await client.query(`create database fresh owner ${ADMIN}`);
    });
  });
  afterAll(async () => {
    await gateway?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  describe("migrate", () => {
    const admin = { DATABASE_USER: ADMIN, DATABASE_NAME: "fresh" };

    it("migrates an empty database and grants the application role, as an admin without superuser rights", async () => {
      const migrations = await readMigrations();
      const created = await callHandler(bundle.migrate, resourceEvent("Create"), lambdaEnv(admin));
      const applied = migrations.map(({ name }) => name).join(", ");
      expect(created).toEqual({ PhysicalResourceId: "migrations-public", Data: { applied } });
      expect(gateway.accepted).toContain(ADMIN);

      const again = await callHandler(bundle.migrate, resourceEvent("Update"), lambdaEnv(admin));
      expect(again).toEqual({ PhysicalResourceId: "migrations-public", Data: { applied: "" } });
      const members = await asOwner(
        (client) => client.query(`select pg_has_role('${APP}', 'rds_iam', 'member') as iam`),
        "fresh",
      );
      expect(members.rows).toEqual([{ iam: true }]);
    });

    it("migrates a database of the previous version and keeps its rows", async () => {
      const names = (await readMigrations()).map(({ name }) => name);
      const older = await copyFirstMigrations(names.length - 1, join(folder, "older"));
      await asOwner((client) => client.query(`create database previous owner ${ADMIN}`));
      const url = new URL(process.env.DATABASE_URL ?? "");
      [url.pathname, url.username] = ["previous", ADMIN];
      const afterwards = (client: pg.ClientBase) => grantToApp(client, APP, "public");
      expect(await migrate(url.href, { folder: older, afterwards })).toEqual(names.slice(0, -1));
      const team = `insert into "Team" ("id", "name") values (gen_random_uuid(), 'Racers')`;
      await asOwner((client) => client.query(team), "previous");

      const previous = lambdaEnv({ ...admin, DATABASE_NAME: "previous" });
      expect(await callHandler(bundle.migrate, resourceEvent("Update"), previous)).toMatchObject({
        Data: { applied: names.at(-1) },
      });
      const { rows } = await asOwner((client) => client.query(`select name from "Team"`), "previous");
      expect(rows).toEqual([{ name: "Racers" }]);
      const reconcileEnv = lambdaEnv({ DATABASE_NAME: "previous" });
      expect(await callHandler(bundle.reconcile, {}, reconcileEnv)).toMatchObject({ abandoned: 0 });
    });

    it("creates the tables of a preview in its own schema", async () => {
      const env = lambdaEnv({ ...admin, DATABASE_SCHEMA: "preview_12" });
      expect(await callHandler(bundle.migrate, resourceEvent("Create"), env)).toMatchObject({
        PhysicalResourceId: "migrations-preview_12",
      });
      // The reconcile job queries those tables as the application.
      const reconcileEnv = lambdaEnv({ DATABASE_NAME: "fresh", DATABASE_SCHEMA: "preview_12" });
      expect(await callHandler(bundle.reconcile, {}, reconcileEnv)).toEqual({
        interrupted: 0,
        notified: 0,
        abandoned: 0,
        deletions: 0,
      });
    });

    it("uses the password in the secret of RDS when there is one", async () => {
      const secret = JSON.stringify({ username: ADMIN, password: ADMIN_PASSWORD });
      const secrets = await startSecretsManager({ [ADMIN_SECRET]: secret });
      const env = lambdaEnv({
        DATABASE_NAME: "fresh",
        DATABASE_USER: "unused",
        DATABASE_ADMIN_SECRET_ARN: ADMIN_SECRET,
        SECRETS_ENDPOINT: secrets.endpoint,
      });
      try {
        expect(await callHandler(bundle.migrate, resourceEvent("Update"), env)).toMatchObject({
          Data: { applied: "" },
        });
      } finally {
        await secrets.stop();
      }
    });

    it("does not connect to the database when the resource is deleted", async () => {
      const away = lambdaEnv({ ...admin, DATABASE_PORT: "1" });
      expect(await callHandler(bundle.migrate, resourceEvent("Delete"), away)).toMatchObject({
        PhysicalResourceId: "migrations-public",
      });
    });

    it("throws when the database rejects the token", async () => {
      const otherRole = lambdaEnv({ ...admin, AWS_SESSION_TOKEN: "another role's" });
      await expect(callHandler(bundle.migrate, resourceEvent("Update"), otherRole)).rejects.toThrow(
        /PAM authentication failed/,
      );
    });

    it("throws when the certificate of the database is not trusted", async () => {
      const { NODE_EXTRA_CA_CERTS: _, ...env } = lambdaEnv(admin);
      await expect(callHandler(bundle.migrate, resourceEvent("Update"), env)).rejects.toThrow(/self-signed/);
    });
  });

  describe("worker and reconcile, as the application's role", () => {
    beforeAll(async () => {
      const owner = { DATABASE_USER: "postgres" };
      await callHandler(bundle.migrate, resourceEvent("Create"), lambdaEnv(owner));
    });

    it("the worker analyses a clip and stores the result", async () => {
      const { analysisId } = await makeUploadedRun({ file: CLIP });
      const event = sqsEvent(JSON.stringify(analyzeRequestedMessage(analysisId)));
      expect(await callHandler(bundle.worker, event, lambdaEnv())).toEqual({ batchItemFailures: [] });
      const row = await readAnalysis(analysisId);
      expect([row.state, row.failureCode, row.attempt]).toEqual(["succeeded", null, 1]);
      expect(row.turns.length).toBeGreaterThan(2);
      expect(row.artifacts).toEqual(expect.arrayContaining(["poster.jpg", "track.json", "apex-1.jpg"]));
      expect(gateway.accepted).toContain(APP);
    }, 300_000);

    it("the worker bundle runs as a container and stops on SIGTERM", async () => {
      const worker = spawn(process.execPath, ["poll.mjs"], {
        cwd: bundle.worker,
        env: lambdaEnv({ LOG_LEVEL: "info" }) as NodeJS.ProcessEnv,
      });
      for await (const line of createInterface({ input: worker.stderr })) {
        if (line.includes("worker started")) worker.kill("SIGTERM");
      }
      if (worker.exitCode === null) await once(worker, "exit");
      expect(worker.exitCode).toBe(0);
    });

    it("reconcile enqueues an analysis that was never enqueued", async () => {
      await emptyQueues();
      const { analysisId } = await makeUploadedRun({ body: null });
      await db.analysis.update({
        where: { id: analysisId },
        data: { requestedAt: new Date(Date.now() - 3600_000), notifiedAt: null },
      });
      await callHandler(bundle.reconcile, { source: "aws.scheduler" }, lambdaEnv());
      expect((await readAnalysis(analysisId)).notifiedAt).not.toBeNull();
    });
  });
});
