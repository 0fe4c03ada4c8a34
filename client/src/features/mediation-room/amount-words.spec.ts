import { amountInWords } from './amount-words';

describe('an amount in 大写', () => {
  it.each([
    [0, '零元整'],
    [2200, '贰仟贰佰元整'],
    [2600, '贰仟陆佰元整'],
    [10, '壹拾元整'],
    [105, '壹佰零伍元整'],
    [1005, '壹仟零伍元整'],
    [1050, '壹仟零伍拾元整'],
    [10_000, '壹万元整'],
    [100_005, '壹拾万零伍元整'],
    [120_500, '壹拾贰万零伍佰元整'],
    [10_100_000, '壹仟零壹拾万元整'],
    [20_001_000, '贰仟万壹仟元整'],
    [99_999_999.99, '玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
    [10.5, '壹拾元伍角整'],
    [10.05, '壹拾元零伍分'],
    [0.5, '伍角整'],
    [0.05, '伍分'],
    [1.15, '壹元壹角伍分'],
  ])('%d is %s', (yuan, words) => {
    expect(amountInWords(yuan)).toBe(words);
  });

  it('has no words for what is no amount of an agreement', () => {
    for (const yuan of [-1, Number.NaN, Number.POSITIVE_INFINITY, 100_000_000]) expect(amountInWords(yuan)).toBeNull();
  });
});
