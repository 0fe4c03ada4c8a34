import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
} from 'react';
import type { Target } from './starts';

/** A press becomes a drag once the pointer went this far, in pixels. */
const SLACK_PX = 6;
/** Near its edge the timetable scrolls by itself. */
const EDGE_PX = 36;
const SCROLL_PX = 10;

interface DragOptions<T> {
  readonly begin: (item: T) => void;
  /** The pointer is over another place, or over none. */
  readonly over: (target: Target | null) => void;
  readonly drop: (item: T, target: Target | null) => void;
  /** Given back by Esc, or the browser took the pointer away. */
  readonly giveBack: (item: T) => void;
  /** The place under the pointer, `null` outside the timetable. */
  readonly placeAt: (x: number, y: number) => Target | null;
  /** What scrolls when the pointer comes near its edge. */
  readonly scroller: RefObject<HTMLElement | null>;
}

interface Held<T> {
  readonly item: T;
  readonly fromX: number;
  readonly fromY: number;
  x: number;
  y: number;
  dragging: boolean;
}

/** Dragging with mouse, pen or finger. What is dragged stays where it is; a ghost follows the pointer. */
export function useDrag<T>(options: DragOptions<T>) {
  const [dragged, setDragged] = useState<T | null>(null);
  const [pressed, setPressed] = useState(false);
  const held = useRef<Held<T> | null>(null);
  const ghost = useRef<HTMLDivElement>(null);

  const showGhost = useEffectEvent(({ x, y }: Held<T>) => {
    ghost.current?.style.setProperty('transform', `translate(${x}px, ${y}px)`);
  });
  const move = useEffectEvent((event: PointerEvent) => {
    const item = held.current;
    if (!item) return;
    item.x = event.clientX;
    item.y = event.clientY;
    if (!item.dragging) {
      if (Math.hypot(item.x - item.fromX, item.y - item.fromY) < SLACK_PX) return;
      item.dragging = true;
      setDragged(item.item);
      options.begin(item.item);
    }
    showGhost(item);
    options.over(options.placeAt(item.x, item.y));
  });
  const finish = useEffectEvent((event: PointerEvent | null) => {
    const item = held.current;
    held.current = null;
    setPressed(false);
    setDragged(null);
    if (!item?.dragging) return;
    swallowClick();
    if (event) options.drop(item.item, options.placeAt(event.clientX, event.clientY));
    else options.giveBack(item.item);
  });
  const creep = useEffectEvent(() => {
    const box = options.scroller.current;
    const item = held.current;
    if (!box || !item?.dragging) return;
    const { top, bottom } = box.getBoundingClientRect();
    if (item.y > bottom - EDGE_PX) box.scrollBy(0, SCROLL_PX);
    else if (item.y < top + EDGE_PX && item.y > top) box.scrollBy(0, -SCROLL_PX);
  });

  useEffect(() => {
    if (!pressed) return undefined;
    let frame = requestAnimationFrame(function again() {
      creep();
      frame = requestAnimationFrame(again);
    });
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('pointermove', (event) => move(event), { signal });
    window.addEventListener('pointerup', (event) => finish(event), { signal });
    window.addEventListener('pointercancel', () => finish(null), { signal });
    window.addEventListener('blur', () => finish(null), { signal });
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      finish(null);
    };
    window.addEventListener('keydown', escape, { signal, capture: true });
    return () => {
      cancelAnimationFrame(frame);
      stop.abort();
    };
  }, [pressed]);

  const press = (event: ReactPointerEvent, item: T): void => {
    if (event.button !== 0 || !event.isPrimary) return;
    const { clientX: x, clientY: y } = event;
    held.current = { item, fromX: x, fromY: y, x, y, dragging: false };
    setPressed(true);
  };

  return { press, dragged, ghost };
}

/** The click that follows a drag is no press of what was dragged. */
function swallowClick(): void {
  const swallow = (event: MouseEvent): void => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
}
