/** What a crowd of clients got done. */
export interface Crowded {
  readonly done: number;
  readonly seconds: number;
}

/**
 * Has `clients` work at once, each taking the next job as soon as it has finished one, until the time or
 * the jobs are up; waits for the last to finish. A job that throws ends the crowd.
 */
export async function crowd(
  options: { readonly clients: number; readonly ms: number; readonly most: number },
  job: (client: number) => Promise<void>,
): Promise<Crowded> {
  const { clients, ms, most } = options;
  const from = performance.now();
  let begun = 0;
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (begun < most && performance.now() - from < ms) {
        begun += 1;
        await job(client);
        done += 1;
      }
    }),
  );
  return { done, seconds: (performance.now() - from) / 1000 };
}
