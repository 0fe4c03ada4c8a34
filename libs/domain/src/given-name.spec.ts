import { givenName } from './given-name';

describe('the given name', () => {
  it.each([
    ['王小明', '小明'],
    ['张三', '三'],
    ['欧阳小明', '小明'],
    ['居民甲-017', '居民甲-017'],
    ['John Smith', 'John'],
    ['阿依古丽·买买提', '阿依古丽'],
  ])('of %s is %s', (name, given) => {
    expect(givenName(name)).toBe(given);
  });
});
