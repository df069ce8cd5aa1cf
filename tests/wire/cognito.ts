import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { selfSigned } from "./certificate";
import { startWire, type Wire } from "./server";

const KEY = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** A certificate for this computer that this process believes from here on. */
async function trustedCertificate(): Promise<{ key: string; cert: string }> {
  const made = await selfSigned({ type: "ip", value: "127.0.0.1" });
  setDefaultCACertificates([...getCACertificates("default"), made.cert]);
  return made;
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

/** The domain of a Cognito user pool, in which `user` is signed in already: authorization code with PKCE, over TLS. */
export async function startCognito(
  client: { id: string; secret: string },
  poolId: string,
): Promise<Wire & { user: { now: PoolUser } }> {
  const user: { now: PoolUser } = { now: { sub: randomUUID(), email: "", email_verified: false } };
  const codes = new Map<string, { challenge: string; redirectUri: string }>();
  const refused = (error: string) => ({ status: 400, body: { error } });

  const wire = await startWire(
    ({ method, url, headers, body }) => {
      if (method === "GET" && url.pathname === "/oauth2/authorize") {
        const asked = Object.fromEntries(url.searchParams);
        if (asked.client_id !== client.id || asked.response_type !== "code")
          return refused("invalid_request");
        if (asked.code_challenge_method !== "S256" || !asked.scope?.split(" ").includes("openid"))
          return refused("invalid_request");
        const code = randomUUID();
        codes.set(code, { challenge: asked.code_challenge ?? "", redirectUri: asked.redirect_uri ?? "" });
        const back = new URL(asked.redirect_uri ?? "");
        back.searchParams.set("code", code);
        back.searchParams.set("state", asked.state ?? "");
        return { status: 302, headers: { location: back.href }, body: "" };
      }
      if (method === "POST" && url.pathname === "/oauth2/token") {
        const form = Object.fromEntries(new URLSearchParams(body));
        const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}`;
        const isClient = form.client_id === client.id && form.client_secret === client.secret;
        if (!isClient && headers.authorization !== basic) return refused("invalid_client");
        const begun = codes.get(form.code ?? "");
        codes.delete(form.code ?? "");
        const challenge = createHash("sha256")
          .update(form.code_verifier ?? "")
          .digest("base64url");
        if (!begun || begun.challenge !== challenge || begun.redirectUri !== form.redirect_uri)
          return refused("invalid_grant");
        const iat = Math.floor(Date.now() / 1000);
        const iss = `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`;
        return {
          body: {
            id_token: idToken({ ...user.now, aud: client.id, iss, iat, exp: iat + 3600, token_use: "id" }),
            access_token: idToken({ sub: user.now.sub, iss, iat, exp: iat + 3600, token_use: "access" }),
            refresh_token: randomUUID(),
            expires_in: 3600,
            token_type: "Bearer",
          },
        };
      }
      return { status: 404 };
    },
    await trustedCertificate(),
  );
  return Object.assign(wire, { user });
}
