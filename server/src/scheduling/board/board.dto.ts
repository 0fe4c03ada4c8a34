import { forecast, forecastQuery, possibleStarts, startsQuery } from '@contracts/http/replan';
import { createZodDto } from 'nestjs-zod';

export class ForecastQueryDto extends createZodDto(forecastQuery) {}
export class StartsQueryDto extends createZodDto(startsQuery) {}

// What is answered; for the API's description.
export class ForecastDto extends createZodDto(forecast) {}
export class PossibleStartsDto extends createZodDto(possibleStarts) {}
