import { Missing } from "@/components/shell/Missing";

export default function NotFound() {
  return (
    <main style={{ padding: "2rem 1.25rem", maxWidth: "44rem", marginInline: "auto" }}>
      <Missing />
    </main>
  );
}
