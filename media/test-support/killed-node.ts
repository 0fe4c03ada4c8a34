import { TestHouse } from './house';
import { recordedTalk, shortSegments } from './recorded-talk';
import { tone } from './material';

/**
 * A media node as a process of its own, to be killed, with a recorded talk on it. Says `KilledTalk` to its parent
 * when the talk goes on, and that the lamp shows `failed` once it does. STORE: settings of the store, JSON.
 */
export interface KilledTalk {
  readonly nodeId: string;
  readonly callId: string;
  readonly seats: readonly [string, string];
}

async function main(): Promise<void> {
  const directory = process.env['MATERIAL_DIR'] ?? '';
  const store = JSON.parse(process.env['STORE'] ?? '{}') as Record<string, string>;
  const house = await TestHouse.open(undefined, { recording: shortSegments(store) });
  const { callId, seats, desk } = await recordedTalk(house, await tone(directory, 440));
  await desk.until(() => desk.state?.recording.state === 'on');
  process.send?.({ nodeId: house.node.id, callId, seats } satisfies KilledTalk);
  await desk.until(() => desk.state?.recording.state === 'failed');
  process.send?.('failed');
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
