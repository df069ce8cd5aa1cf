import type { Metadata } from "next";
import { AuthFrame } from "@/components/auth/AuthFrame";
import { SignUpForm } from "@/components/auth/SignUpForm";

export const metadata: Metadata = { title: "Create an account" };

export default function SignUpPage() {
  return (
    <AuthFrame
      title="Create an account"
      other={{ question: "Have one already?", label: "Sign in", href: "/sign-in" }}
    >
      <SignUpForm />
    </AuthFrame>
  );
}
