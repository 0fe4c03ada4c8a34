import { stationNamed } from './stations';

describe('the name of a station', () => {
  const stations = [{ name: '擂鼓派出所', nameEn: 'Leigu Station' }];

  it('is told in the language of the reader', () => {
    expect(stationNamed(stations, '擂鼓派出所', 'zh')).toBe('擂鼓派出所');
    expect(stationNamed(stations, '擂鼓派出所', 'en')).toBe('Leigu Station');
  });

  it('stays as it came where no station is called so, or the list has not come yet', () => {
    expect(stationNamed(stations, '老街村委会', 'en')).toBe('老街村委会');
    expect(stationNamed([], '擂鼓派出所', 'en')).toBe('擂鼓派出所');
  });
});
