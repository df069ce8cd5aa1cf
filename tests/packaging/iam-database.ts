import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import pg from "pg";
import { LOOPBACK } from "@/local/ports";
import { selfSigned } from "@/tests/wire/certificate";

const SSL_REQUEST = 80877103;
const TOKEN_LIFE_S = "900";

/** The role whose temporary credentials may sign tokens. */
export interface TokenRole {
  accessKeyId: string;
  sessionToken: string;
}

/** A proxy like the one in front of Aurora: TLS only, with an IAM token as the password. */
export interface IamDatabase {
  host: string;
  port: number;
  /** File with its certificate authority, for NODE_EXTRA_CA_CERTS. */
  caFile: string;
  /** The user of each accepted connection. */
  accepted: string[];
  stop(): Promise<void>;
}

/** Lets users sign in to a local Postgres without a password, because the proxy checks their token. */
async function allowWithoutPassword(databaseUrl: string, users: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const [row] = (await client.query<{ hba_file: string }>("show hba_file")).rows;
    const rules = await readFile(row!.hba_file, "utf8");
    const lines = users.map((user) => `host all ${user} ${LOOPBACK}/32 trust\n`).join("");
    if (!rules.startsWith(lines)) await writeFile(row!.hba_file, lines + rules);
    await client.query("select pg_reload_conf()");
  } finally {
    await client.end();
  }
}

/** Reads exactly `count` bytes and leaves the rest in the stream. */
async function readBytes(socket: Socket, count: number): Promise<Buffer> {
  for (;;) {
    const bytes = socket.read(count) as Buffer | null;
    if (bytes?.length === count) return bytes;
    if (socket.readableEnded || socket.destroyed) throw new Error("The client closed the connection.");
    await Promise.race([once(socket, "readable"), once(socket, "end"), once(socket, "close")]);
  }
}

const refusal = (message: string): Buffer => {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C28P01\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
};

/** Whether RDS would accept the token for `user` at this address, signed by `role`. */
function isToken(token: string, expected: { address: string; user: string; role: TokenRole }): boolean {
  const url = URL.parse(`https://${token}`);
  const query = url?.searchParams;
  return (
    url?.host === expected.address &&
    query?.get("Action") === "connect" &&
    query.get("DBUser") === expected.user &&
    query.get("X-Amz-Expires") === TOKEN_LIFE_S &&
    query.get("X-Amz-Credential")?.split("/")[0] === expected.role.accessKeyId &&
    query.get("X-Amz-Security-Token") === expected.role.sessionToken &&
    /^[0-9a-f]{64}$/.test(query.get("X-Amz-Signature") ?? "")
  );
}

/**
 * Starts a proxy in front of a local Postgres that requires TLS and accepts IAM tokens as passwords of
 * `users`.
 */
export async function startIamDatabase(options: {
  databaseUrl: string;
  users: string[];
  role: TokenRole;
  caFile: string;
  /** Users with a password, such as the owner in a VPC. */
  passwords?: Record<string, string>;
}): Promise<IamDatabase> {
  const { databaseUrl, users, role, caFile, passwords = {} } = options;
  const { hostname, port: databasePort } = new URL(databaseUrl);
  await allowWithoutPassword(databaseUrl, users);
  const { cert, key } = await selfSigned({ type: "dns", value: "localhost" });
  await writeFile(caFile, cert);
  const accepted: string[] = [];
  const sockets = new Set<Socket>();

  async function accept(plain: Socket): Promise<void> {
    const request = await readBytes(plain, 8);
    if (request.readInt32BE(4) !== SSL_REQUEST) throw new Error("The client did not request TLS.");
    plain.write("S");
    const near = new TLSSocket(plain, { isServer: true, cert, key });
    near.on("error", () => plain.destroy());
    const size = (await readBytes(near, 4)).readInt32BE();
    const startup = await readBytes(near, size - 4);
    const words = startup.subarray(4).toString().split("\0");
    const user = words[words.indexOf("user") + 1] ?? "";
    near.write(Buffer.from([82, 0, 0, 0, 8, 0, 0, 0, 3]));
    const passwordSize = (await readBytes(near, 5)).readInt32BE(1);
    const token = (await readBytes(near, passwordSize - 4)).toString().replace(/\0$/, "");
    const address = `localhost:${(server.address() as AddressInfo).port}`;
    const isAllowed = passwords[user] === token || isToken(token, { address, user, role });
    if (!users.includes(user) || !isAllowed) {
      near.end(refusal(`PAM authentication failed for user "${user}"`));
      return;
    }
    accepted.push(user);
    const far = connect(Number(databasePort), hostname);
    sockets.add(far);
    far.on("error", () => near.destroy());
    far.on("close", () => near.destroy());
    near.on("close", () => far.destroy());
    const head = Buffer.alloc(4);
    head.writeInt32BE(size);
    far.write(Buffer.concat([head, startup]));
    near.pipe(far).pipe(near);
  }

  const server = createServer((plain) => {
    sockets.add(plain);
    plain.on("error", () => plain.destroy());
    plain.on("close", () => sockets.delete(plain));
    accept(plain).catch(() => plain.destroy());
  });
  server.listen(0, LOOPBACK);
  await once(server, "listening");
  return {
    host: "localhost",
    port: (server.address() as AddressInfo).port,
    caFile,
    accepted,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
