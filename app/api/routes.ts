import * as health from "./health/route";
import * as racer from "./racers/[racerId]/route";
import * as racers from "./racers/route";
import * as analyses from "./runs/[runId]/analyses/route";
import * as complete from "./runs/[runId]/complete/route";
import * as file from "./runs/[runId]/files/[name]/route";
import * as parts from "./runs/[runId]/parts/route";
import * as run from "./runs/[runId]/route";
import * as status from "./runs/[runId]/status/route";
import * as runs from "./runs/route";

/** All operations of the API, except the OpenAPI document and Better Auth's endpoints. */
export const ROUTES = [
  runs.GET,
  runs.POST,
  run.GET,
  run.PATCH,
  run.DELETE,
  parts.GET,
  parts.POST,
  complete.POST,
  analyses.GET,
  analyses.POST,
  status.GET,
  file.GET,
  racers.GET,
  racers.POST,
  racer.PATCH,
  racer.DELETE,
  health.GET,
];
