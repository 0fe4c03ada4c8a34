import { lazy, type ComponentType } from 'react';
import { Awaited } from './plain-page';

type Loaded = { default: ComponentType };

/** Every `features/X/page.tsx` is a lazily loaded page; `resident` has three, `recording` two. */
const found = import.meta.glob<Loaded>('../features/*/{page,register-page,status-page,confirm-page,watch-page}.tsx');

/** The page at `features/<path>.tsx`, loaded when first shown. */
export function pageAt(path: string) {
  const load = found[`../features/${path}.tsx`];
  return lazy(load ?? (() => Promise.resolve<Loaded>({ default: Awaited })));
}
