import type { Metadata } from "next";
import { AuthFrame } from "@/components/auth/AuthFrame";
import { NewPasswordForm } from "@/components/auth/NewPasswordForm";

export const metadata: Metadata = { title: "Set a new password" };

/** Not in the (auth) group, because a signed-in person may open a reset link, too. */
export default function NewPasswordPage() {
  return (
    <AuthFrame
      title="Set a new password"
      other={{ question: "Has the link expired?", label: "Ask for a new one", href: "/forgot-password" }}
    >
      <NewPasswordForm />
    </AuthFrame>
  );
}
