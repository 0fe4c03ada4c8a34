/** npm run check: the fast half of the tests, for each commit: lint, types, rules. */
import { reportFailure } from './set-up/problem.mjs';
import { setUpModules } from './set-up/set-up.mjs';
import { runSuites } from './test/suites.mjs';

process.on('SIGINT', () => process.exit(1));
try {
  await setUpModules();
  const { passed, failed } = await runSuites(['lint', 'types', 'scripts', 'rules'], {});
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed`);
} catch (error) {
  reportFailure(error);
}
