import type { Metadata } from "next";
import { AuthFrame } from "@/components/auth/AuthFrame";
import { NewPasswordForm } from "@/components/auth/NewPasswordForm";

export const metadata: Metadata = { title: "Set a new password" };

/** Not among the pages of sign-in: who is signed in, perhaps as somebody else, may set a new password too. */
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
