// Where the window stands over a box that is higher than it: what is in sight, and how wide there is room.

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** @param {{current: HTMLElement | null}} box */
export function useWindow(box) {
  const place = useSignal({ top: 0, height: innerHeight, width: innerWidth, rem: 16 });
  useEffect(() => {
    const look = () => {
      const at = box.current?.getBoundingClientRect();
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const seen = { top: Math.round(-(at?.top ?? 0)), height: innerHeight, width: at?.width ?? innerWidth, rem };
      if (JSON.stringify(seen) !== JSON.stringify(place.peek())) place.value = seen;
    };
    const resized = new ResizeObserver(look);
    if (box.current) resized.observe(box.current);
    addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look);
    look();
    return () => {
      resized.disconnect();
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
    };
  }, []);
  return place.value;
}
