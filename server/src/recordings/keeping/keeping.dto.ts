import { keepingEffect, keepingMonths, recordingKeeping, setKeepingRules } from '@contracts/http/recording-keeping';
import { createZodDto } from 'nestjs-zod';

export class KeepingMonthsDto extends createZodDto(keepingMonths) {}
export class KeepingEffectDto extends createZodDto(keepingEffect) {}
export class SetKeepingRulesDto extends createZodDto(setKeepingRules) {}
export class RecordingKeepingDto extends createZodDto(recordingKeeping) {}
