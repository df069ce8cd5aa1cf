import { describe, expect, it } from "vitest";
import { envProduction, RUNTIME_VARIABLES } from "./env-production";

describe("envProduction", () => {
  it("writes no secret that the branch variables contain", () => {
    const text = envProduction({
      NODE_ENV: "production",
      AUTH_SECRET: "hidden-1",
      S3_ACCESS_KEY_ID: "hidden-2",
      S3_SECRET_ACCESS_KEY: "hidden-3",
      AWS_SECRET_ACCESS_KEY: "hidden-4",
      AWS_SESSION_TOKEN: "hidden-5",
      DATABASE_URL: "postgresql://admin:hidden-6@db/skiracer",
      STAGE: "prod",
    });
    expect(text).toBe('STAGE="prod"\n');
    const secretNames = RUNTIME_VARIABLES.filter((name) => /SECRET|PRIVATE|PASSWORD|TOKEN/.test(name));
    expect(secretNames.every((name) => name.endsWith("_ARN"))).toBe(true);
  });

  it("writes the default Amplify address for a preview, and the configured address for a branch", () => {
    const preview = { NODE_ENV: "production", AWS_BRANCH: "feature/Gate_7", AWS_APP_ID: "d1234" } as const;
    expect(envProduction(preview)).toBe('APP_URL="https://feature-gate-7.d1234.amplifyapp.com"\n');
    expect(envProduction({ ...preview, APP_URL: "https://ski.example.org" })).toBe(
      'APP_URL="https://ski.example.org"\n',
    );
  });

  it("keeps spaces and dollar signs, and throws for a value that would end its line", () => {
    const source = { NODE_ENV: "production", MAIL_FROM: "Ski Racer <a$b@example.org>" } as const;
    expect(envProduction(source)).toBe('MAIL_FROM="Ski Racer <a\\$b@example.org>"\n');
    expect(() => envProduction({ NODE_ENV: "production", STAGE: 'a"\nAUTH_SECRET=x' })).toThrow("STAGE");
  });
});
