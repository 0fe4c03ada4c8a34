import { bureauCancel, noShowInput, seriesInput, seriesView, type SeriesView } from '@contracts/http/booking-life';
import type { RequestView } from '@contracts/http/requests';
import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { createZodDto } from 'nestjs-zod';
import type { Actor } from '../../common/actor';
import { Allow, CurrentActor } from '../../common/allow';
import { IdempotencyKey, type Repeatable } from '../../common/idempotency';
import { NoShowService } from '../no-shows/no-show.service';
import { IdParamDto, RequestViewDto } from '../scheduling.dto';
import { SeriesService } from '../series/series.service';
import { BureauCancelService } from './bureau-cancel.service';

class BureauCancelDto extends createZodDto(bureauCancel) {}
class NoShowDto extends createZodDto(noShowInput) {}
class SeriesInputDto extends createZodDto(seriesInput) {}
class SeriesViewDto extends createZodDto(seriesView) {}

/** What staff do to a request after it was booked. `version` is the request's. */
@Controller('api/requests/:id')
export class RequestLifeController {
  constructor(
    private readonly cancelling: BureauCancelService,
    private readonly noShows: NoShowService,
    private readonly series: SeriesService,
  ) {}

  @Allow('official', 'scheduler', 'dutyLeader', 'bureauLeader')
  @ApiOkResponse({ type: RequestViewDto })
  @Post('cancel')
  @HttpCode(200)
  cancel(
    @CurrentActor() actor: Actor,
    @Param() { id }: IdParamDto,
    @Body() body: BureauCancelDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<RequestView> {
    return this.cancelling.cancel(actor, id, body, repeatable);
  }

  @Allow('stationClerk', 'official', 'scheduler', 'dutyLeader')
  @ApiOkResponse({ type: RequestViewDto })
  @Post('no-show')
  @HttpCode(200)
  markNoShow(
    @CurrentActor() actor: Actor,
    @Param() { id }: IdParamDto,
    @Body() body: NoShowDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<RequestView> {
    return this.noShows.mark(actor, id, body, repeatable);
  }

  @Allow('stationClerk', 'official', 'scheduler', 'dutyLeader')
  @ApiOkResponse({ type: RequestViewDto })
  @Post('no-show/undo')
  @HttpCode(200)
  undoNoShow(
    @CurrentActor() actor: Actor,
    @Param() { id }: IdParamDto,
    @Body() body: NoShowDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<RequestView> {
    return this.noShows.undo(actor, id, body, repeatable);
  }

  @Allow('stationClerk', 'official', 'scheduler', 'dutyLeader', 'bureauLeader', 'auditor')
  @ApiOkResponse({ type: SeriesViewDto })
  @Get('series')
  readSeries(@CurrentActor() actor: Actor, @Param() { id }: IdParamDto): Promise<SeriesView> {
    return this.series.read(actor, id);
  }

  @Allow('official', 'scheduler', 'dutyLeader')
  @ApiOkResponse({ type: SeriesViewDto })
  @Put('series')
  fixSeries(
    @CurrentActor() actor: Actor,
    @Param() { id }: IdParamDto,
    @Body() body: SeriesInputDto,
  ): Promise<SeriesView> {
    return this.series.fix(actor, id, body);
  }
}
