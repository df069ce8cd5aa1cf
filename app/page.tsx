import { redirect } from "next/navigation";
import { Landing } from "@/components/landing/Landing";
import { getSession } from "@/lib/auth";

export default async function Home() {
  if (await getSession()) redirect("/runs");
  return <Landing />;
}
