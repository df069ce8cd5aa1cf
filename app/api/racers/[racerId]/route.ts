import { route } from "@/lib/api/route";
import { racerIdSchema, racerSchema, updateRacerSchema } from "@/lib/racers/schema";
import { deleteRacer, renameRacer } from "@/lib/racers/service";

export const PATCH = route(
  {
    method: "PATCH",
    path: "/api/racers/{racerId}",
    summary: "Rename a racer",
    access: "user",
    limit: "write",
    params: racerIdSchema,
    body: updateRacerSchema,
    response: racerSchema,
  },
  ({ actor, params, body }) => renameRacer(actor, params.racerId, body),
);

export const DELETE = route(
  {
    method: "DELETE",
    path: "/api/racers/{racerId}",
    summary: "Delete a racer; their runs are kept",
    access: "user",
    limit: "write",
    params: racerIdSchema,
    status: 204,
  },
  async ({ actor, params }) => {
    await deleteRacer(actor, params.racerId);
    return undefined;
  },
);
