import type { Metadata } from "next";
import { AuthFrame } from "@/components/auth/AuthFrame";
import { SignInForm } from "@/components/auth/SignInForm";

export const metadata: Metadata = { title: "Sign in" };

export default function SignInPage() {
  return (
    <AuthFrame
      title="Sign in"
      other={{ question: "New here?", label: "Create an account", href: "/sign-up" }}
    >
      <SignInForm />
    </AuthFrame>
  );
}
