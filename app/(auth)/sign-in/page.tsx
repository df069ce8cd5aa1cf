import type { Metadata } from "next";
import { AuthFrame } from "@/components/auth/AuthFrame";
import { SignInForm } from "@/components/auth/SignInForm";
import { signInOptions } from "@/lib/auth";
import { cognitoRefusal } from "@/lib/auth/schema/refusals";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ error?: string | string[]; set?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { error, set } = await searchParams;
  return (
    <AuthFrame
      title="Sign in"
      other={{ question: "New here?", label: "Create an account", href: "/sign-up" }}
    >
      <SignInForm
        offers={signInOptions()}
        refusal={typeof error === "string" ? cognitoRefusal(error) : null}
        hasNewPassword={set === "1"}
      />
    </AuthFrame>
  );
}
