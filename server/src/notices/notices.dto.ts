import { id } from '@contracts/common';
import {
  NOTICE_KINDS,
  TEMPLATE_LANGUAGES,
  failedNotices,
  noticeClockList,
  noticeProof,
  noticeView,
  previewTemplate,
  putTemplate,
  revealPhone,
  revealedPhone,
  staffMessages,
  templatePreview,
  templateView,
  toldNotice,
} from '@contracts/http/notices';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const language = z.enum(TEMPLATE_LANGUAGES);

export class NoticeIdDto extends createZodDto(z.object({ id })) {}
export class LanguageQueryDto extends createZodDto(z.object({ lang: language.default('zh') })) {}
export class TemplateParamDto extends createZodDto(z.object({ kind: z.enum(NOTICE_KINDS), language })) {}
export class TemplateVersionDto extends createZodDto(z.object({ version: z.coerce.number().int() })) {}
export class PutTemplateDto extends createZodDto(putTemplate) {}
export class PreviewTemplateDto extends createZodDto(previewTemplate) {}
export class RevealPhoneDto extends createZodDto(revealPhone) {}
export class ToldNoticeDto extends createZodDto(toldNotice) {}

// What is answered; for the API's description.
export class TemplateViewDto extends createZodDto(templateView) {}
export class TemplatePreviewDto extends createZodDto(templatePreview) {}
export class FailedNoticesDto extends createZodDto(failedNotices) {}
export class RevealedPhoneDto extends createZodDto(revealedPhone) {}
export class NoticeClockListDto extends createZodDto(noticeClockList) {}
export class NoticeProofDto extends createZodDto(noticeProof) {}
export class StaffMessagesDto extends createZodDto(staffMessages) {}
export class SentNoticeDto extends createZodDto(noticeView) {}
