import type { Branch } from '@domain/people';

/** Bar and pale fill of each branch on the board; the name is always written beside it. */
const LOOKS: Readonly<Partial<Record<Branch, { bar: string; fill: string }>>> = {
  householdRegistration: { bar: 'var(--br-huzheng)', fill: '#DCE7F4' },
  traffic: { bar: 'var(--br-jiaojing)', fill: '#DBEDE3' },
  publicOrder: { bar: 'var(--br-zhian)', fill: '#F4E2D9' },
  legal: { bar: 'var(--br-fazhi)', fill: '#E2E6E9' },
  exitEntry: { bar: 'var(--br-churujing)', fill: '#D8ECED' },
  petition: { bar: 'var(--br-xinfang)', fill: '#F2EACF' },
};

/** Branches without a colour of their own are drawn in ink. */
const PLAIN = { bar: 'var(--ink-2)', fill: 'var(--sunk)' };

export const lookOf = (branch: string | null): { bar: string; fill: string } => LOOKS[branch as Branch] ?? PLAIN;

export const LEGEND = Object.keys(LOOKS) as Branch[];
