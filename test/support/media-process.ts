import { readFileSync } from 'node:fs';
import { CONTROL_SECRET } from './tickets';
import { askNode, type CallOnNode } from './media-control';
import type { startMedia } from '../../scripts/run/media.mjs';

/** A media node that runs as a process of its own. */
export type MediaProcess = Awaited<ReturnType<typeof startMedia>>;

/** The name that tickets are made out to; new at each start. */
export async function nodeIdOf({ url }: Pick<MediaProcess, 'url'>): Promise<string> {
  const health = (await (await fetch(`${url}/health`)).json()) as { nodeId: string };
  return health.nodeId;
}

/** Process numbers of the node's media workers, the first one's first. */
export function workersOf({ pid }: Pick<MediaProcess, 'pid'>): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return children.map(Number).filter((child) => /mediasoup/.test(commandOf(child)));
}

export const callOn = (node: Pick<MediaProcess, 'url'>, callId: string): Promise<CallOnNode | null> =>
  askNode(node.url, CONTROL_SECRET, callId);

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It has just ended.
    return '';
  }
};
