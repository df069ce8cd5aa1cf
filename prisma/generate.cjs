// `prisma generate` downloads a schema engine that it does not use, unless this variable names an existing
// file.
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");

const result = spawnSync(process.execPath, [require.resolve("prisma/build/index.js"), "generate"], {
  cwd: join(__dirname, ".."),
  stdio: ["ignore", "ignore", "inherit"],
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: __filename,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  },
});
process.exit(result.status ?? 1);
