import { ledOutOfSet, setWish, sharedSet, stationSet } from '@contracts/http/shared-set';
import { createZodDto } from 'nestjs-zod';

export class LedOutOfSetDto extends createZodDto(ledOutOfSet) {}
export class SetWishDto extends createZodDto(setWish) {}
export class SharedSetDto extends createZodDto(sharedSet) {}
export class StationSetDto extends createZodDto(stationSet) {}
