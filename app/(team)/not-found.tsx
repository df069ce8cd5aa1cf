import { Missing } from "@/components/shell/Missing";

export default function NotFound() {
  return <Missing />;
}
