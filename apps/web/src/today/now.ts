import { useEffect, useState } from 'react';

/** The device's time (ms), again every half minute: what is now, and how much time is left, stays true on an open page. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
