import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Shell } from "@/components/shell/Shell";
import { Providers } from "@/components/ui/Providers";
import { ToastArea } from "@/components/ui/ToastArea";
import { DropAnywhere } from "@/components/upload/DropAnywhere";
import { UploadPanel } from "@/components/upload/UploadPanel";
import { UploadProvider } from "@/components/upload/UploadProvider";
import { getSession } from "@/lib/auth";

export default async function TeamLayout({ children }: { children: ReactNode }) {
  const session = await getSession();
  if (!session) redirect("/sign-in");
  return (
    <Providers>
      <ToastArea />
      <UploadProvider>
        <Shell user={{ name: session.user.name, email: session.user.email }}>{children}</Shell>
        <UploadPanel />
        <DropAnywhere />
      </UploadProvider>
    </Providers>
  );
}
