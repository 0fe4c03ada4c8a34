import { Words } from '../../test/support/words.ts';
import { ask, openAs } from './house.mjs';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('./album.mjs').Album} Album */

const words = new Words('recording-keeping');

/**
 * `/keeping`: the administrator changes for how long recordings are kept and has them compared; the duty leader holds
 * as evidence what was recorded before, where a call was.
 * @param {Browser} browser
 * @param {Album} album
 */
export async function keeping(browser, album) {
  const admin = await openAs(browser, 'guanli1');
  await admin.goto('/keeping');
  await admin.getByRole('button', { name: words.say('rules.change') }).click();
  await admin.locator('#keeping-consult').fill('12');
  await admin.locator('#keeping-reason').fill('县档案局：谈话录像保管一年');
  await admin.getByText(words.say('dialog.dueNone')).waitFor();
  await album.take(admin, 'keeping-rules', { sameLanguage: true });
  await admin
    .getByRole('dialog')
    .getByRole('button', { name: words.say('dialog.ok'), exact: true })
    .click();
  await admin.getByText('县档案局：谈话录像保管一年').waitFor();
  await admin.getByRole('button', { name: new Words('recording').say('watch.now') }).click();
  await admin.getByRole('table').first().waitFor();
  await album.take(admin, 'keeping-admin');

  const dutyLeader = await openAs(browser, 'zhiban1');
  const { appointments } = await ask(dutyLeader, '/api/desk');
  for (const { sessionId, mode, state } of appointments) {
    if (mode !== 'mediate' || state !== 'ended' || !sessionId) continue;
    const path = `/api/sessions/${sessionId}/recording`;
    const { state: recorded } = await ask(dutyLeader, path);
    if (recorded === 'ended') await ask(dutyLeader, `${path}/hold`, { reason: '乙方家属来电，可能有异议' });
  }
  await dutyLeader.goto('/keeping');
  await dutyLeader.getByRole('heading', { name: words.say('holds.title') }).waitFor();
  await album.take(dutyLeader, 'keeping');
}
