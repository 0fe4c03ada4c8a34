import { messagesOf } from './agreement-words';

describe('an agreement as messages for the screens', () => {
  it('is one message while it fits, cut at a line end when it does not, and complete in any case', () => {
    expect(messagesOf(' 一\n二 ')).toEqual(['一\n二']);
    expect(messagesOf('12345678\nabcde', 10)).toEqual(['12345678', 'abcde']);
    expect(messagesOf('123456789012345', 10)).toEqual(['1234567890', '12345']);
    expect(messagesOf('')).toEqual([]);
  });

  it('never holds more than 1000 characters in one message', () => {
    const long = Array.from({ length: 300 }, (_, line) => `${line}：乙方赔偿医药费`).join('\n');
    const messages = messagesOf(long);
    expect(Math.max(...messages.map((message) => message.length))).toBeLessThanOrEqual(1000);
    expect(messages.join('\n')).toBe(long);
  });
});
