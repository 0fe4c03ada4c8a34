/**
 * npm run bench -- NAME: sets up what is missing, measures, prints a table, writes bench-results/NAME.json.
 * Without a name it lists the names. What each row means stands in docs/benchmarks.md.
 */
import { namesOf, runMeasurement } from './measure/run.mjs';
import { Problem, reportFailure } from './set-up/problem.mjs';

/** These measure pure functions: they need neither a database nor the built server. */
const WITHOUT_PRODUCT = ['planner'];
/** These open the product's screens. */
const WITH_CLIENT = ['call'];

const [name, ...rest] = process.argv.slice(2);
const names = namesOf('bench');

try {
  if (name === undefined) {
    console.log(`npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`);
  } else {
    if (!names.includes(name)) throw new Problem(`There is no benchmark ${name}: there are ${names.join(', ')}.`);
    const needs = { product: !WITHOUT_PRODUCT.includes(name), client: WITH_CLIENT.includes(name) };
    process.exitCode = await runMeasurement('bench', [name, ...rest], needs);
  }
} catch (error) {
  reportFailure(error);
}
