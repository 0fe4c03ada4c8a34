import { date, id } from '@contracts/common';
import { noticeView, spokenNotice } from '@contracts/http/notices';
import { placeQuery } from '@contracts/http/replan';
import { registerRequest, requestPage, requestQuery, requestView, withdrawal } from '@contracts/http/requests';
import { board, boardQuery, placeRequest, slotOffer, slotSearch } from '@contracts/http/scheduling';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class RegisterRequestDto extends createZodDto(registerRequest) {}
export class RequestQueryDto extends createZodDto(requestQuery) {}
export class WithdrawalDto extends createZodDto(withdrawal) {}
export class SpokenNoticeDto extends createZodDto(spokenNotice) {}
export class SlotSearchDto extends createZodDto(slotSearch) {}
export class PlaceRequestDto extends createZodDto(placeRequest) {}
export class PlaceQueryDto extends createZodDto(placeQuery) {}
export class BoardQueryDto extends createZodDto(boardQuery) {}
export class DayQueryDto extends createZodDto(z.object({ on: date.optional() })) {}
export class SlipQueryDto extends createZodDto(
  z.object({ party: id.optional(), lang: z.enum(['zh', 'en']).default('zh') }),
) {}
export class IdParamDto extends createZodDto(z.object({ id })) {}

// What is answered; for the API's description.
export class RequestViewDto extends createZodDto(requestView) {}
export class RequestPageDto extends createZodDto(requestPage) {}
export class NoticeViewDto extends createZodDto(noticeView) {}
export class SlotOfferDto extends createZodDto(slotOffer) {}
export class BoardDto extends createZodDto(board) {}
