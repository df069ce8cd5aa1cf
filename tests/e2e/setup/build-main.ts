/** `npm run test:build`: the build that `npm run test:e2e` starts with, made while others wait for the services. */
import { LOCAL_PORTS } from "@/local/ports";
import { serviceEnv } from "@/local/services";
import { applicationEnv, freshBuild } from "./build";

// No build depends on a port or a folder: those of the tests are not known yet.
await freshBuild(applicationEnv(serviceEnv({ dataDir: ".local", ports: LOCAL_PORTS })));
