import { afterAll } from "vitest";
import { alarms } from "./guarantees/alarms";
import { dashboard } from "./guarantees/dashboard";
import { data } from "./guarantees/data";
import { media } from "./guarantees/media";
import { operations } from "./guarantees/operations";
import { permissions } from "./guarantees/permissions";
import { pipeline } from "./guarantees/pipeline";
import { cleanUp } from "./synthesized";

// One file, because the first synthesis in a process takes as long as twenty more.
media();
data();
permissions();
pipeline();
operations();
alarms();
dashboard();
afterAll(cleanUp);
