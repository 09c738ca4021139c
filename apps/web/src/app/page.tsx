"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Guard } from "../features/shell/index.ts";

function ToInbox() {
  const router = useRouter();
  useEffect(() => {
    router.replace("/tickets");
  }, [router]);
  return null;
}

export default function StartPage() {
  return (
    <Guard>
      <ToInbox />
    </Guard>
  );
}
