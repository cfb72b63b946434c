import { notFound } from "next/navigation";

/** Every address that names no page. */
export default function Unknown(): never {
  notFound();
}
