import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { selfSigned } from "./certificate";
import { startWire, type Wire, type WireAnswer, type WireRequest } from "./server";

const KEY = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** Creates a certificate for 127.0.0.1 and trusts it in this process. */
async function trustedCertificate(): Promise<{ key: string; cert: string }> {
  const certificate = await selfSigned({ type: "ip", value: "127.0.0.1" });
  setDefaultCACertificates([...getCACertificates("default"), certificate.cert]);
  return certificate;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

function idToken(claims: object): string {
  const signed = `${part({ alg: "RS256", kid: "1", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), KEY.privateKey).toString("base64url")}`;
}

export interface PoolUser {
  sub: string;
  email: string;
  email_verified: boolean;
  name?: string;
}

interface PoolClient {
  id: string;
  secret: string;
}

type Codes = Map<string, { challenge: string; redirectUri: string }>;

const refused = (error: string) => ({ status: 400, body: { error } });

function authorize(url: URL, client: PoolClient, codes: Codes): WireAnswer {
  const query = Object.fromEntries(url.searchParams);
  const isCodeFlow = query.client_id === client.id && query.response_type === "code";
  const isPkce = query.code_challenge_method === "S256" && query.scope?.split(" ").includes("openid");
  if (!isCodeFlow || !isPkce) return refused("invalid_request");
  const code = randomUUID();
  codes.set(code, { challenge: query.code_challenge ?? "", redirectUri: query.redirect_uri ?? "" });
  const callback = new URL(query.redirect_uri ?? "");
  callback.searchParams.set("code", code);
  callback.searchParams.set("state", query.state ?? "");
  return { status: 302, headers: { location: callback.href }, body: "" };
}

function isClient(form: Record<string, string>, { headers }: WireRequest, client: PoolClient): boolean {
  const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}`;
  const inForm = form.client_id === client.id && form.client_secret === client.secret;
  return inForm || headers.authorization === basic;
}

/** Invalidates a code, and returns whether it belongs to this verifier and redirect. */
function redeem(form: Record<string, string>, codes: Codes): boolean {
  const issued = codes.get(form.code ?? "");
  codes.delete(form.code ?? "");
  const challenge = createHash("sha256")
    .update(form.code_verifier ?? "")
    .digest("base64url");
  return issued?.challenge === challenge && issued.redirectUri === form.redirect_uri;
}

function tokens(user: PoolUser, client: PoolClient, poolId: string): WireAnswer {
  const iat = Math.floor(Date.now() / 1000);
  const iss = `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`;
  return {
    body: {
      id_token: idToken({ ...user, aud: client.id, iss, iat, exp: iat + 3600, token_use: "id" }),
      access_token: idToken({ sub: user.sub, iss, iat, exp: iat + 3600, token_use: "access" }),
      refresh_token: randomUUID(),
      expires_in: 3600,
      token_type: "Bearer",
    },
  };
}

/** Starts a fake Cognito domain over TLS, where `user.now` is signed in: authorization code with PKCE. */
export async function startCognito(
  client: PoolClient,
  poolId: string,
): Promise<Wire & { user: { now: PoolUser } }> {
  const user: { now: PoolUser } = { now: { sub: randomUUID(), email: "", email_verified: false } };
  const codes: Codes = new Map();
  const wire = await startWire(
    (request) => {
      const { method, url, body } = request;
      if (method === "GET" && url.pathname === "/oauth2/authorize") return authorize(url, client, codes);
      if (method !== "POST" || url.pathname !== "/oauth2/token") return { status: 404 };
      const form = Object.fromEntries(new URLSearchParams(body));
      if (!isClient(form, request, client)) return refused("invalid_client");
      return redeem(form, codes) ? tokens(user.now, client, poolId) : refused("invalid_grant");
    },
    await trustedCertificate(),
  );
  return Object.assign(wire, { user });
}
