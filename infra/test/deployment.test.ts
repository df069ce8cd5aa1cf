import { afterAll } from "vitest";
import { alarms } from "./guarantees/alarms";
import { dashboard } from "./guarantees/dashboard";
import { data } from "./guarantees/data";
import { media } from "./guarantees/media";
import { operations } from "./guarantees/operations";
import { permissions } from "./guarantees/permissions";
import { pipeline } from "./guarantees/pipeline";
import { cleanUp } from "./synthesized";

media();
data();
permissions();
pipeline();
operations();
alarms();
dashboard();
afterAll(cleanUp);
