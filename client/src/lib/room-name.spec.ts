import { switchLanguage } from './i18n';
import { roomWord } from './room-name';

describe('the name of a room', () => {
  afterEach(() => switchLanguage('zh'));

  it('is its own in Chinese, and in English where it is a word that everybody uses', async () => {
    expect(roomWord('视频室2')).toBe('视频室2');
    await switchLanguage('en');
    expect([roomWord('视频室'), roomWord('视频室2'), roomWord('视频室 3'), roomWord('老街村委会')]).toEqual([
      'Video room',
      'Video room 2',
      'Video room 3',
      '老街村委会',
    ]);
  });
});
