import { ratingInput } from '@contracts/http/follow-ups';
import { createZodDto } from 'nestjs-zod';

export class RatingDto extends createZodDto(ratingInput) {}
