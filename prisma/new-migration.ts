import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anyFreePorts } from "@/local/ports";
import { startPostgres } from "@/local/postgres";
import { migrate } from "./migrate";
import { MIGRATIONS_FOLDER } from "./migration-files";
import { schemaDiff } from "./schema-engine";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Name the migration in lower case with underscores: npm run migrate:new -- add_equipment");
  process.exit(1);
}

const dataDir = await mkdtemp(join(tmpdir(), "ski-racer-migration-"));
const postgres = await startPostgres({
  dataDir: join(dataDir, "postgres"),
  port: (await anyFreePorts()).postgres,
});
try {
  await migrate(postgres.url);
  const sql = await schemaDiff(postgres.url);
  if (sql === null) {
    console.log("Nothing to write: the migrations match the Prisma schema.");
  } else {
    const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = join(MIGRATIONS_FOLDER, `${timestamp}_${name}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "migration.sql"), sql);
    console.log(`Wrote ${folder}. Review it before you apply it.`);
  }
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
