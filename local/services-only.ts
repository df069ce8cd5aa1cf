import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { migrate } from "@/prisma/migrate";
import { LOCAL_PORTS, nextFreePorts } from "./ports";
import { startServices } from "./services";

// Starts the local services only, and prints the environment for an application.
const { values } = parseArgs({
  options: {
    data: { type: "string", default: ".local" },
    "port-offset": { type: "string", default: "0" },
  },
});
const offset = Number(values["port-offset"]);
const wanted = {
  web: LOCAL_PORTS.web + offset,
  postgres: LOCAL_PORTS.postgres + offset,
  s3: LOCAL_PORTS.s3 + offset,
  sqs: LOCAL_PORTS.sqs + offset,
};
const services = await startServices({ dataDir: resolve(values.data), ports: await nextFreePorts(wanted) });
await migrate(services.env.DATABASE_URL ?? "");
for (const [name, value] of Object.entries(services.env)) console.log(`${name}=${value}`);

const stop = () => void services.stop().then(() => process.exit(0));
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
