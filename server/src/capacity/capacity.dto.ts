import { id } from '@contracts/common';
import {
  calendarDayView,
  calendarQuery,
  capacityChanged,
  csvImport,
  csvImported,
  exceptionAdded,
  exceptionInput,
  exceptionQuery,
  exceptionView,
  putCalendar,
  putHours,
  putMarket,
  putParallel,
  resourceHours,
  resourcePage,
  resourceQuery,
  schedulingSettings,
  stationMarket,
  versionChanged,
} from '@contracts/http/capacity';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class IdParamDto extends createZodDto(z.object({ id })) {}
export class PutHoursDto extends createZodDto(putHours) {}
export class PutParallelDto extends createZodDto(putParallel) {}
export class ExceptionInputDto extends createZodDto(exceptionInput) {}
export class ResourceQueryDto extends createZodDto(resourceQuery) {}
export class ExceptionQueryDto extends createZodDto(exceptionQuery) {}
export class PutSettingsDto extends createZodDto(schedulingSettings) {}
export class CalendarQueryDto extends createZodDto(calendarQuery) {}
export class PutCalendarDto extends createZodDto(putCalendar) {}
export class PutMarketDto extends createZodDto(putMarket) {}
export class CsvImportDto extends createZodDto(csvImport) {}

// What is answered; for the API's description.
export class ResourcePageDto extends createZodDto(resourcePage) {}
export class ResourceHoursDto extends createZodDto(resourceHours) {}
export class ExceptionViewDto extends createZodDto(exceptionView) {}
export class ExceptionAddedDto extends createZodDto(exceptionAdded) {}
export class CapacityChangedDto extends createZodDto(capacityChanged) {}
export class VersionChangedDto extends createZodDto(versionChanged) {}
export class SchedulingSettingsDto extends createZodDto(schedulingSettings) {}
export class CalendarDayDto extends createZodDto(calendarDayView) {}
export class StationMarketDto extends createZodDto(stationMarket) {}
export class CsvImportedDto extends createZodDto(csvImported) {}
