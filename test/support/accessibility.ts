import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const SEVERE = ['serious', 'critical'];

/** What axe finds on the page as it stands that keeps somebody from using it, one line each. */
export async function severeViolations(page: Page): Promise<string[]> {
  // What react-aria has just read aloud stays there a few seconds, also when its button is gone.
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  return violations
    .filter(({ impact }) => SEVERE.includes(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, html, failureSummary }) => `${id}: ${target.join(' ')} ${html} – ${failureSummary}`),
    );
}
