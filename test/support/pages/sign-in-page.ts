import type { Page } from 'playwright-core';
import { Words } from '../words';

const words = new Words('sign-in');

/** Types user name and password at the sign-in page, and waits for the page where this role begins. */
export async function signIn(
  page: Page,
  username: string,
  password: string,
  landsOn: string,
  withinMs = 15_000,
): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(words.say('username'), { exact: true }).fill(username);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.getByRole('button', { name: words.say('submit'), exact: true }).click();
  await page.waitForURL(`**${landsOn}`, { timeout: withinMs });
}
