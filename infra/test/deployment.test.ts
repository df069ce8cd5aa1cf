import { afterAll } from "vitest";
import { alarms } from "./guarantees/alarms";
import { costs } from "./guarantees/costs";
import { dashboard } from "./guarantees/dashboard";
import { data } from "./guarantees/data";
import { media } from "./guarantees/media";
import { operations } from "./guarantees/operations";
import { permissions } from "./guarantees/permissions";
import { pipeline } from "./guarantees/pipeline";
import { cleanUp } from "./synthesized";

// One file, because the first synthesis of a process costs as much as twenty others.
media();
data();
permissions();
pipeline();
operations();
alarms();
costs();
dashboard();
afterAll(cleanUp);
