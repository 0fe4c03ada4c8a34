import { outcomeView, recordOutcome, type OutcomeView } from '@contracts/http/outcomes';
import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { createZodDto } from 'nestjs-zod';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { IdempotencyKey, type Repeatable } from '../common/idempotency';
import { OutcomesService } from './outcomes.service';

class RecordOutcomeDto extends createZodDto(recordOutcome) {}
class OutcomeViewDto extends createZodDto(outcomeView) {}

@Allow('anyStaff')
@Controller('api/sessions/:id/outcome')
export class OutcomesController {
  constructor(private readonly outcomes: OutcomesService) {}

  @Post()
  @ApiCreatedResponse({ type: OutcomeViewDto })
  record(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RecordOutcomeDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<OutcomeView> {
    return this.outcomes.record(actor, id, body, repeatable);
  }

  @Get()
  @ApiOkResponse({ type: OutcomeViewDto })
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<OutcomeView> {
    return this.outcomes.read(actor, id);
  }
}
