"use client";

import { useEffect, useRef } from "react";
import type { LiveChart } from "@/lib/charts/chart.ts";

interface Props {
  readonly chart: LiveChart;
  readonly title: string;
  readonly locale: string;
}

/** Takes over the drawing of the server once the page is painted and idle and the chart is near the screen. */
export function ChartIsland({ chart, title, locale }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let sleep: (() => void) | undefined;
    let gone = false;
    const start = async () => {
      const { wake } = await import("@/lib/charts/wake.ts");
      if (!gone) sleep = wake(element, chart, title, locale);
    };
    const near = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      near.disconnect();
      if ("requestIdleCallback" in window) requestIdleCallback(start, { timeout: 2000 });
      else setTimeout(start, 200);
    });
    near.observe(element);
    return () => {
      gone = true;
      near.disconnect();
      sleep?.();
    };
  }, [chart, title, locale]);
  return <div className="live" ref={place} />;
}
