import { emptyPad, ERASE, isWhole, press } from './pad-state';

const type = (keys: string) => [...keys].reduce(press, emptyPad);

describe('the keypad of the room', () => {
  it('goes on to the last four digits when the booking code is whole', () => {
    expect(type('4K73M82')).toMatchObject({ field: 'code' });
    expect(type('4K73M8250017')).toMatchObject({ code: '4K73M825', lastFour: '0017', field: 'lastFour' });
  });

  it('takes no more than both numbers need', () => {
    expect(type('4K73M825001799')).toEqual(type('4K73M8250017'));
  });

  it('knows no key that a booking code never has', () => {
    expect(type('O0')).toEqual(emptyPad);
  });

  it('erases back into the booking code', () => {
    expect(press(type('4K73M825'), ERASE)).toEqual({ code: '4K73M82', lastFour: '', field: 'code' });
  });

  it('is whole only with both numbers', () => {
    expect(isWhole(type('4K73M825001'))).toBe(false);
    expect(isWhole(type('4K73M8250017'))).toBe(true);
  });
});
