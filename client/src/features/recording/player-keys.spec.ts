import { playerCommand, type KeyPress } from './player-keys';

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => {
  return { key, ctrlKey: false, altKey: false, metaKey: false, on: 'page', ...change };
};

describe('keys of the player', () => {
  it('play, go ten seconds to either side, and set a mark', () => {
    expect([' ', 'ArrowLeft', 'ArrowRight', 'b', 'B', 'x'].map((key) => playerCommand(press(key)))).toEqual([
      ...['toggle', 'back', 'forward', 'mark', 'mark', null],
    ]);
  });

  it('sleep in text fields and beside Ctrl, and leave the space to a button that has the focus', () => {
    expect(playerCommand(press('b', { on: 'text' }))).toBeNull();
    expect(playerCommand(press('b', { ctrlKey: true }))).toBeNull();
    expect(playerCommand(press(' ', { on: 'button' }))).toBeNull();
    expect(playerCommand(press('b', { on: 'button' }))).toBe('mark');
  });
});
