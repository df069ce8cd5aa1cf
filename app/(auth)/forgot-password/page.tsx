import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuthFrame } from "@/components/auth/AuthFrame";
import { ForgotPasswordForm } from "@/components/auth/ForgotPasswordForm";
import { signInOptions } from "@/lib/auth";

export const metadata: Metadata = { title: "Forgot your password?" };

export default function ForgotPasswordPage() {
  if (!signInOptions().newPassword) notFound();
  return (
    <AuthFrame
      title="Forgot your password?"
      other={{ question: "Remembered it?", label: "Sign in", href: "/sign-in" }}
    >
      <ForgotPasswordForm />
    </AuthFrame>
  );
}
