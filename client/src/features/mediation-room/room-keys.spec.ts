import { focusKind, roomCommand, type KeyPress } from './room-keys';

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  ...part,
});

describe('keys of the mediation room', () => {
  it('take the mediator to a private room and back, and switch microphone and camera', () => {
    expect(['1', '2', '3', 'm', 'V', 'f', ' '].map((key) => roomCommand(press(key), 'page'))).toEqual([
      'caucusA',
      'plenary',
      'caucusB',
      'microphone',
      'camera',
      'newFact',
      'talk',
    ]);
  });

  it('sleep in a text field, also the one that stops for violence', () => {
    for (const key of ['1', 'm', ' ', '?']) expect(roomCommand(press(key), 'text')).toBeNull();
    expect(roomCommand(press('X', { shiftKey: true }), 'text')).toBeNull();
    expect(roomCommand(press('X', { shiftKey: true }), 'page')).toBe('stopViolence');
  });

  it('leave Space to the button that has the focus, and shortcuts to the browser', () => {
    expect(roomCommand(press(' '), 'control')).toBeNull();
    expect(roomCommand(press('1', { ctrlKey: true }), 'page')).toBeNull();
    expect(roomCommand(press('m', { repeat: true }), 'page')).toBeNull();
  });

  it('know a text field from a button', () => {
    expect(focusKind('TEXTAREA', '', false)).toBe('text');
    expect(focusKind('INPUT', 'text', false)).toBe('text');
    expect(focusKind('INPUT', 'checkbox', false)).toBe('control');
    expect(focusKind('DIV', '', true)).toBe('text');
    expect(focusKind('BUTTON', 'button', false)).toBe('control');
    expect(focusKind('BODY', '', false)).toBe('page');
  });
});
