import { useRef, type TouchEvent } from 'react';

/** How far (px) a finger goes at least, and how much farther across than along. */
const LEAST_PX = 60;
const STEEPNESS = 2;

/** Calls back when a finger swipes over an element: 1 to what comes next, -1 to what was before. */
export function useSwipe(swiped: (step: 1 | -1) => void): {
  readonly onTouchStart: (event: TouchEvent) => void;
  readonly onTouchEnd: (event: TouchEvent) => void;
} {
  const from = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart({ touches }) {
      const finger = touches.length === 1 ? touches[0] : undefined;
      from.current = finger ? { x: finger.clientX, y: finger.clientY } : null;
    },
    onTouchEnd({ changedTouches }) {
      const finger = changedTouches[0];
      if (from.current === null || finger === undefined) return;
      const [across, along] = [finger.clientX - from.current.x, finger.clientY - from.current.y];
      from.current = null;
      if (Math.abs(across) < LEAST_PX || Math.abs(across) < STEEPNESS * Math.abs(along)) return;
      swiped(across < 0 ? 1 : -1);
    },
  };
}
