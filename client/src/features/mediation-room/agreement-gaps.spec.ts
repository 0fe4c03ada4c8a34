import { agreementGaps, agreementStarted, completeAgreement } from './agreement-gaps';

const complete = {
  facts: '因地埂界石争吵',
  terms: '乙方赔偿医药费',
  amountYuan: 2200,
  dueOn: '2026-12-01',
  manner: '转账',
};

describe('what an agreement still lacks', () => {
  it('is everything at first, in the order of the paper', () => {
    expect(agreementGaps({})).toEqual(['facts', 'terms', 'amountYuan', 'dueOn', 'manner']);
    expect(agreementStarted({})).toBe(false);
  });

  it('is nothing once each field is filled', () => {
    expect(agreementGaps(complete)).toEqual([]);
    expect(completeAgreement(complete)).toEqual(complete);
  });

  it('counts "no money is paid" as an answer, and spaces as none', () => {
    expect(agreementGaps({ ...complete, amountYuan: null })).toEqual([]);
    expect(agreementGaps({ ...complete, amountYuan: undefined })).toEqual(['amountYuan']);
    expect(agreementGaps({ ...complete, terms: '  ', dueOn: null })).toEqual(['terms', 'dueOn']);
  });

  it('gives no agreement to record while something is missing', () => {
    expect(completeAgreement({ ...complete, manner: '' })).toBeNull();
  });
});
