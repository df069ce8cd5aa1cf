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
import { SESSION_TOKEN, startCredentials, startServer } from "./compute";
import { extractServer, filesWith } from "./output";

const APP_USER = "skiracer_app";
/** Not the default region, so that the build and the server must read it from the branch variables. */
const REGION = "eu-central-1";
const AUTH_SECRET_ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:session-key";
const SESSION_KEY = "a-session-key-that-only-secrets-manager-has";
/** Secrets that someone may set on a branch by mistake; the build must not contain them. */
const MISPLACED_SECRETS = {
  AUTH_SECRET: "by-mistake-1-by-mistake-1-by-mistake",
  S3_SECRET_ACCESS_KEY: "by-mistake-2",
};
/** The network settings of this computer. */
const NETWORK_VARIABLE =
  /^(https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_(file|dir)|npm_config_(registry|cafile|cache|userconfig))$/i;
const networkSettings = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value = ""]) =>
    NETWORK_VARIABLE.test(name) ? [[name, value]] : [],
  ),
);
const CLIP = resolve("tests/fixtures/clips/slalom-front.mp4");

const folder = await mkdtemp(join(tmpdir(), "ski-racer-amplify-"));
const dataDir = await mkdtemp(join(tmpdir(), "ski-racer-amplify-services-"));
const running: { stop(): Promise<void> }[] = [];
const heading = (text: string) => console.log(`\n== ${text}`);

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
  const role = await startCredentials();
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

  heading("Run the commands of amplify.yml on a clean clone");
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
    ...networkSettings,
    AWS_BRANCH: "main",
    AWS_APP_ID: "d1verify",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_PRIVATE_STANDALONE: "true",
    ...branch,
    ...MISPLACED_SECRETS,
  });

  heading("Check the build against the limits of Amplify");
  const server = join(folder, "compute");
  const sizeBytes = await extractServer(artifacts, server);
  console.log(`${(sizeBytes / 1024 ** 2).toFixed(1)} MB of 220 MB; no symlink leaves the build.`);
  assert.deepEqual(
    await filesWith(artifacts, Object.values(MISPLACED_SECRETS)),
    [],
    "the build contains a secret",
  );
  const config = await readFile("next.config.mjs");
  const starter = await readFile("infra/container/web.mjs");
  // The server must run without the sources.
  await rm(clone, { recursive: true, force: true });

  heading("Run the server with the compute role and the variables of its build");
  const hostEnv = {
    PATH: process.env.PATH ?? "",
    NODE_ENV: "production",
    PORT: String(ports.web),
    HOSTNAME: "127.0.0.1",
    NODE_EXTRA_CA_CERTS: database.caFile,
    ...role.env,
    // The local stand-ins of S3, SQS and Secrets Manager.
    S3_ENDPOINT: local.S3_ENDPOINT ?? "",
    S3_FORCE_PATH_STYLE: "true",
    SQS_ENDPOINT: local.SQS_ENDPOINT ?? "",
    SECRETS_ENDPOINT: secrets.endpoint,
  };
  const web = startServer({
    folder: server,
    file: "server.js",
    env: hostEnv,
    logFile: join(folder, "web.log"),
  });
  running.push(web);
  const serverEnded = web.exited.then(() =>
    Promise.reject(new Error("The server ended before it answered.")),
  );
  await Promise.race([waitForWeb(APP_URL, { timeoutS: 60 }), serverEnded]);

  const page = await fetch(`${APP_URL}/sign-in`);
  assert.equal(page.status, 200);
  const allowed = page.headers.get("content-security-policy") ?? "";
  assert.match(
    allowed,
    new RegExp(`connect-src [^;]*https://${MEDIA_BUCKET}\\.s3\\.${REGION}\\.amazonaws\\.com`),
  );
  const script = /\/_next\/static\/[^"]+\.js/.exec(await page.text())?.[0];
  assert.equal((await fetch(`${APP_URL}${script}`)).status, 200, "the output contains the scripts of a page");
  const client = new ApiClient(APP_URL);
  await client.signIn({ name: "Vera", email: "vera@example.org", password: "a long enough password" });
  const { id: racerId } = await client.racer("Lindsey");
  const uploaded = await client.upload(CLIP, { title: "First run", racerId });
  assert.equal(uploaded.state, "waiting");
  console.log("Signed up, uploaded by presigned parts, completed.");

  assert.deepEqual([...new Set(database.accepted)], [APP_USER]);
  assert.ok(role.requests.length > 0, "the server did not request the credentials of the role");
  assert.equal(secrets.requests.length, 1, "the session key was read once");
  const owner = new pg.Client({ connectionString: DATABASE_URL });
  await owner.connect();
  const { rows } = await owner.query(`select state, "notifiedAt" is not null as notified from "Analysis"`);
  await owner.end();
  assert.deepEqual(rows, [{ state: "queued", notified: true }]);
  console.log("The analysis is queued and enqueued.");
  await web.stop();

  heading("Run the server as a container with its own CDN setting");
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
    env: { ...hostEnv, ...branch, ...cdn },
    logFile: join(folder, "container.log"),
  });
  running.push(container);
  await waitForWeb(APP_URL, { timeoutS: 60 });
  const policy = (await fetch(`${APP_URL}/sign-in`)).headers.get("content-security-policy") ?? "";
  assert.match(policy, /media-src [^;]*https:\/\/cdn\.example\.org/);
  await container.stop();

  heading("Passed: the build of amplify.yml is within the limits and works.");
} catch (error) {
  for (const name of ["web.log", "container.log"]) {
    const log = await readFile(join(folder, name), "utf8").catch(() => "");
    if (log) console.error(`-- ${name}\n${log}`);
  }
  console.error(error);
  process.exitCode = 1;
} finally {
  for (const service of running.reverse()) await service.stop();
  for (const path of [folder, dataDir]) await rm(path, { recursive: true, force: true });
}
