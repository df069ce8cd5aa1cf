"use client";

import useSWR from "swr";
import type { z } from "zod";
import type { Racer, racerListSchema } from "@/lib/racers/schema";
import { apiJson } from "../api/client";

/** Returns the racers of the signed-in person and a function that adds one. */
export function useRacers() {
  const { data, mutate } = useSWR(
    "/api/racers",
    (path: string) => apiJson<z.infer<typeof racerListSchema>>(path),
    {
      revalidateOnFocus: false,
    },
  );
  const addRacer = async (name: string): Promise<Racer> => {
    const racer = await apiJson<Racer>("/api/racers", { method: "POST", body: { name } });
    await mutate();
    return racer;
  };
  return { racers: data?.items ?? [], addRacer };
}
