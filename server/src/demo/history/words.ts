import type { Topic } from '@domain/topic';

/** What synthetic residents come with, and what they are told. */
export const SUMMARIES: Readonly<Record<Topic, readonly string[]>> = {
  HUKOU: [
    '孙女的户口没有上，要补录。',
    '户口想迁到县城，问要带什么。',
    '身份证丢了，下周要去医院。',
    '农转非的手续问一下。',
  ],
  DISPUTE: [
    '两家为地埂界石争吵，推了一把。',
    '房前排水沟堵了，邻居不让挖。',
    '鸡吃了菜苗，骂起来动了手。',
    '共用的院墙倒了，谁来出钱说不拢。',
  ],
  TRAFFIC: ['驾驶证到期换证。', '摩托车上牌缺一张发票。', '事故认定书看不懂。'],
  CASE_INQUIRY: ['去年家里被偷的案子有没有进展。', '被骗的钱追回来没有。'],
  COMPLAINT: ['办事跑了三趟没有办成。', '处理噪音的民警态度不好。', '对处罚决定不服。'],
  EXIT_ENTRY: ['儿子在国外，要办护照去看他。', '港澳通行证续签。'],
  FRAUD: ['接到电话说中奖要先交钱。', '有人冒充客服要验证码。'],
  PUBLIC_ORDER: ['夜里有人在村口聚赌。', '养狗没有牵绳咬了人。'],
  LICENSING: ['小旅馆的特种行业许可。'],
  LEGAL: ['问治安调解和打官司有什么不同。'],
  OTHER: ['捡到的三轮车交到哪里。', '想开一张证明。'],
};

export const ANSWERS: Readonly<Record<Topic, string>> = {
  HUKOU: '材料齐了当天可以办：户口簿、身份证、村委会证明。缺的一样下次带来，不用再排队。',
  DISPUTE: '双方当面说清，达成一致，按约定的日子履行。',
  TRAFFIC: '带身份证和两张照片，到车管服务站当场办。',
  CASE_INQUIRY: '案件在办，承办民警姓名和电话已经告诉您，有进展会通知。',
  COMPLAINT: '问题已经核实，责任单位三天内向您说明并改正。',
  EXIT_ENTRY: '网上预约，带身份证到出入境窗口，七个工作日取证。',
  FRAUD: '这是骗局，不要转钱；已经登记，转过的钱马上报案。',
  PUBLIC_ORDER: '已交派出所处理，结果由首接民警告诉您。',
  LICENSING: '材料清单已经打印给您，窗口一次收齐。',
  LEGAL: '两条路都讲清楚了，先调解不影响以后起诉。',
  OTHER: '已经告诉您到哪里办、带什么。',
};

export const VILLAGES = ['石椅村', '青石村', '桃花村', '核桃坪村', '大水湾村', '云上村'] as const;
export const RATING_TAGS = ['态度好', '说得清楚', '等得久', '线路不好', '解决了'] as const;
