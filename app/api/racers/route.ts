import { route } from "@/lib/api/route";
import { createRacerSchema, racerListSchema, racerSchema } from "@/lib/racers/schema";
import { createRacer, listRacers } from "@/lib/racers/service";

export const GET = route(
  {
    method: "GET",
    path: "/api/racers",
    summary: "List your racers: yourself first, then by name",
    access: "user",
    limit: "read",
    response: racerListSchema,
  },
  async ({ actor }) => ({ items: await listRacers(actor) }),
);

export const POST = route(
  {
    method: "POST",
    path: "/api/racers",
    summary: "Add a racer",
    access: "user",
    limit: "write",
    body: createRacerSchema,
    status: 201,
    response: racerSchema,
  },
  ({ actor, body }) => createRacer(actor, body),
);
