import type { Forecast, PossibleStarts } from '@contracts/http/replan';
import type { Board } from '@contracts/http/scheduling';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../../common/actor';
import { Allow, CurrentActor } from '../../common/allow';
import { BoardDto, BoardQueryDto, IdParamDto } from '../scheduling.dto';
import { ForecastDto, ForecastQueryDto, PossibleStartsDto, StartsQueryDto } from './board.dto';
import { BoardReader } from './board.reader';
import { ForecastReader } from './forecast.reader';
import { StartsReader } from './starts.reader';

/** 调度台. */
@Controller('api')
export class BoardController {
  constructor(
    private readonly board: BoardReader,
    private readonly forecasts: ForecastReader,
    private readonly starts: StartsReader,
  ) {}

  /** A clerk reads the own station's part of it. */
  @Allow('stationClerk', 'scheduler', 'dutyLeader', 'bureauLeader', 'auditor')
  @ApiOkResponse({ type: BoardDto })
  @Get('board')
  read(@CurrentActor() actor: Actor, @Query() query: BoardQueryDto): Promise<Board> {
    return this.board.read(actor, query);
  }

  @Allow('scheduler', 'dutyLeader', 'bureauLeader', 'auditor')
  @ApiOkResponse({ type: ForecastDto })
  @Get('board/forecast')
  forecast(@Query() query: ForecastQueryDto): Promise<Forecast> {
    return this.forecasts.read(query.days);
  }

  @Allow('scheduler', 'dutyLeader')
  @ApiOkResponse({ type: PossibleStartsDto })
  @Get('requests/:id/starts')
  possibleStarts(
    @CurrentActor() actor: Actor,
    @Param() { id }: IdParamDto,
    @Query() { on }: StartsQueryDto,
  ): Promise<PossibleStarts> {
    return this.starts.read(actor, id, on);
  }
}
