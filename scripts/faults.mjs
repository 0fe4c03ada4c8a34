/**
 * npm run faults -- NAME | all: sets up what is missing, kills, cuts and abuses the product, prints what
 * was lost, writes bench-results/faults.json. Without a name it lists the names. The exit code is 1 when
 * anything was lost or doubled. What each row means stands in docs/benchmarks.md.
 *
 *   npm run faults -- booking                       everything, about a quarter of an hour
 *   npm run faults -- booking --bookings 500 --kills 3 --halfOpenSeconds 10      smaller
 *   npm run faults -- booking --only redis,clock    only the faults whose names hold one of these words
 *   npm run faults -- call                          what a call must survive
 *   npm run faults -- long-call --minutes 4         one long call with everything in it; 30 minutes unless told
 */
import { namesOf, runMeasurement } from './measure/run.mjs';
import { Problem, reportFailure } from './set-up/problem.mjs';

/** These open the product's screens. */
const WITH_CLIENT = ['call', 'long-call', 'all'];

const [name, ...rest] = process.argv.slice(2);
const names = namesOf('faults');

try {
  if (name === undefined) {
    console.log(`npm run faults -- NAME, where NAME is one of: ${names.join(', ')}, all`);
  } else {
    if (name !== 'all' && !names.includes(name))
      throw new Problem(`There are no faults ${name}: there are ${names.join(', ')}, all.`);
    process.exitCode = await runMeasurement('faults', [name, ...rest], {
      product: true,
      client: WITH_CLIENT.includes(name),
    });
  }
} catch (error) {
  reportFailure(error);
}
