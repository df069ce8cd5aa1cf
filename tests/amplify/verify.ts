import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import pg from "pg";
import { endpointOptions } from "@/lib/adapters/aws/endpoint";
import { ApiClient } from "@/local/api-client";
import { anyFreePorts } from "@/local/ports";
import { startServices } from "@/local/services";
import { waitForWeb } from "@/local/web";
import { grantToApp } from "@/prisma/app-role";
import { migrate } from "@/prisma/migrate";
import { startIamDatabase } from "@/tests/packaging/iam-database";
import { startSecretsManager } from "@/tests/wire/secrets-manager";
import { buildAsAmplify, cloneHead } from "./build";
import { SESSION_TOKEN, startRole, startServer } from "./compute";
import { filesWith, takeServer } from "./output";

const APP_USER = "skiracer_app";
/** Not the one that everything falls back to: nobody but the branch's variables says it, in the build or at run time. */
const REGION = "eu-central-1";
const AUTH_SECRET_ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:session-key";
const SESSION_KEY = "a-session-key-that-only-secrets-manager-has";
/** Variables somebody might set on a branch by mistake; none may reach the build. */
const BY_MISTAKE = {
  AUTH_SECRET: "by-mistake-1-by-mistake-1-by-mistake",
  S3_SECRET_ACCESS_KEY: "by-mistake-2",
};
/** How this computer reaches the registry, which is its own business. */
const REACH =
  /^(https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_(file|dir)|npm_config_(registry|cafile|cache|userconfig))$/i;
const reach = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value = ""]) => (REACH.test(name) ? [[name, value]] : [])),
);
const CLIP = resolve("tests/fixtures/clips/slalom-front.mp4");

const folder = await mkdtemp(join(tmpdir(), "ski-racer-amplify-"));
const dataDir = await mkdtemp(join(tmpdir(), "ski-racer-amplify-services-"));
const running: { stop(): Promise<void> }[] = [];
const say = (words: string) => console.log(`\n== ${words}`);

try {
  const ports = await anyFreePorts();
  const services = await startServices({
    dataDir,
    ports,
    derivedBucket: "derived",
  });
  running.push(services);
  const { DATABASE_URL = "", APP_URL = "", MEDIA_BUCKET = "", ...local } = services.env;
  const queue = { QueueName: local.ANALYSIS_QUEUE_NAME };
  await new SQSClient({ region: REGION, ...endpointOptions(local.SQS_ENDPOINT) }).send(
    new CreateQueueCommand(queue),
  );
  await migrate(DATABASE_URL, { afterwards: (client) => grantToApp(client, APP_USER, "public") });
  const role = await startRole();
  running.push(role);
  const secrets = await startSecretsManager({ [AUTH_SECRET_ARN]: SESSION_KEY });
  running.push(secrets);
  const database = await startIamDatabase({
    databaseUrl: DATABASE_URL,
    users: [APP_USER],
    role: { accessKeyId: local.S3_ACCESS_KEY_ID ?? "", sessionToken: SESSION_TOKEN },
    caFile: join(folder, "ca.pem"),
  });
  running.push(database);

  say("The commands of amplify.yml on a clean clone");
  const clone = join(folder, "clone");
  cloneHead(clone);
  const branch = {
    APP_URL,
    APP_REGION: REGION,
    STAGE: "verify",
    DATABASE_HOST: database.host,
    DATABASE_PORT: String(database.port),
    DATABASE_NAME: "skiracer",
    DATABASE_USER: APP_USER,
    DATABASE_POOL_MAX: "2",
    MEDIA_BUCKET,
    DERIVED_BUCKET: "derived",
    ANALYSIS_QUEUE_NAME: local.ANALYSIS_QUEUE_NAME ?? "",
    AUTH_SECRET_ARN,
  };
  const artifacts = await buildAsAmplify(clone, {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? folder,
    CI: "true",
    ...reach,
    AWS_BRANCH: "main",
    AWS_APP_ID: "d1verify",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_PRIVATE_STANDALONE: "true",
    ...branch,
    ...BY_MISTAKE,
  });

  say("What Amplify takes of it");
  const server = join(folder, "compute");
  const sizeBytes = await takeServer(artifacts, server);
  console.log(`${(sizeBytes / 1024 ** 2).toFixed(1)} MB of 220 MB, and no link leaves it.`);
  assert.deepEqual(await filesWith(artifacts, Object.values(BY_MISTAKE)), [], "a secret is in the build");
  const config = await readFile("next.config.mjs");
  const starter = await readFile("infra/container/web.mjs");
  // Nothing may be found in what it was built from.
  await rm(clone, { recursive: true, force: true });

  say("The server, with the compute role and the variables of its own build");
  const surroundings = {
    PATH: process.env.PATH ?? "",
    NODE_ENV: "production",
    PORT: String(ports.web),
    HOSTNAME: "127.0.0.1",
    NODE_EXTRA_CA_CERTS: database.caFile,
    ...role.env,
    // Only because S3, SQS and Secrets Manager are on this computer.
    S3_ENDPOINT: local.S3_ENDPOINT ?? "",
    S3_FORCE_PATH_STYLE: "true",
    SQS_ENDPOINT: local.SQS_ENDPOINT ?? "",
    SECRETS_ENDPOINT: secrets.endpoint,
  };
  const web = startServer({
    folder: server,
    file: "server.js",
    env: surroundings,
    logFile: join(folder, "web.log"),
  });
  running.push(web);
  const died = web.exited.then(() => Promise.reject(new Error("The server ended.")));
  await Promise.race([waitForWeb(APP_URL, { timeoutS: 60 }), died]);

  const page = await fetch(`${APP_URL}/sign-in`);
  assert.equal(page.status, 200);
  const allowed = page.headers.get("content-security-policy") ?? "";
  assert.match(
    allowed,
    new RegExp(`connect-src [^;]*https://${MEDIA_BUCKET}\\.s3\\.${REGION}\\.amazonaws\\.com`),
  );
  const script = /\/_next\/static\/[^"]+\.js/.exec(await page.text())?.[0];
  assert.equal((await fetch(`${APP_URL}${script}`)).status, 200, "a page's script is in the output");
  const client = new ApiClient(APP_URL);
  await client.signIn({ name: "Vera", email: "vera@example.org", password: "a long enough password" });
  const { id: racerId } = await client.racer("Lindsey");
  const uploaded = await client.upload(CLIP, { title: "First run", racerId });
  assert.equal(uploaded.state, "waiting");
  console.log("Signed up, uploaded by presigned parts, completed.");

  assert.deepEqual([...new Set(database.entered)], [APP_USER]);
  assert.ok(role.requests.length > 0, "nobody asked for the role's credentials");
  assert.equal(secrets.requests.length, 1, "the session key was read once");
  const owner = new pg.Client({ connectionString: DATABASE_URL });
  await owner.connect();
  const { rows } = await owner.query(`select state, "notifiedAt" is not null as told from "Analysis"`);
  await owner.end();
  assert.deepEqual(rows, [{ state: "queued", told: true }]);
  console.log("The analysis is queued, and the queue was told.");
  await web.stop();

  say("The same server as a container, with headers of where it runs");
  await Promise.all([
    writeFile(join(server, "next.config.mjs"), config),
    writeFile(join(server, "web.mjs"), starter),
  ]);
  const cdn = {
    CDN_URL: "https://cdn.example.org",
    CDN_KEY_PAIR_ID: "K1",
    CDN_PRIVATE_KEY_ARN: "arn:aws:secretsmanager:us-east-1:000000000000:secret:cdn",
  };
  const container = startServer({
    folder: server,
    file: "web.mjs",
    env: { ...surroundings, ...branch, ...cdn },
    logFile: join(folder, "container.log"),
  });
  running.push(container);
  await waitForWeb(APP_URL, { timeoutS: 60 });
  const policy = (await fetch(`${APP_URL}/sign-in`)).headers.get("content-security-policy") ?? "";
  assert.match(policy, /media-src [^;]*https:\/\/cdn\.example\.org/);
  await container.stop();

  say("amplify.yml builds what Amplify takes, and it works.");
} catch (error) {
  for (const name of ["web.log", "container.log"]) {
    const log = await readFile(join(folder, name), "utf8").catch(() => "");
    if (log) console.error(`-- ${name}\n${log}`);
  }
  console.error(error);
  process.exitCode = 1;
} finally {
  for (const each of running.reverse()) await each.stop();
  for (const each of [folder, dataDir]) await rm(each, { recursive: true, force: true });
}
