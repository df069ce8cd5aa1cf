"use client";

import useSWR from "swr";
import { type Racer, racerListSchema, racerSchema } from "@/lib/racers/schema";
import { api } from "../api/client";

/** The racers of the person who is signed in, and a way to add one; every place that shows them sees the new one. */
export function useRacers() {
  const { data, mutate } = useSWR("/api/racers", (path: string) => api(path, { schema: racerListSchema }), {
    revalidateOnFocus: false,
  });
  const addRacer = async (name: string): Promise<Racer> => {
    const racer = await api("/api/racers", { method: "POST", body: { name }, schema: racerSchema });
    await mutate();
    return racer;
  };
  return { racers: data?.items ?? [], addRacer };
}
