import type { Board, SlotOffer } from '@contracts/http/scheduling';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { BoardReader } from './board.reader';
import { BoardDto, BoardQueryDto, SlotOfferDto, SlotSearchDto } from './scheduling.dto';
import { SlotsService } from './slots.service';

@Controller('api')
export class BoardController {
  constructor(
    private readonly board: BoardReader,
    private readonly slots: SlotsService,
  ) {}

  @Allow('anyone')
  @ApiOkResponse({ type: SlotOfferDto })
  @Post('slots/search')
  @HttpCode(200)
  search(@CurrentActor() actor: Actor, @Body() body: SlotSearchDto): Promise<SlotOffer> {
    return this.slots.search(actor, body);
  }

  @Allow('scheduler', 'dutyLeader', 'bureauLeader', 'auditor')
  @ApiOkResponse({ type: BoardDto })
  @Get('board')
  read(@CurrentActor() actor: Actor, @Query() query: BoardQueryDto): Promise<Board> {
    return this.board.read(actor, query.on);
  }
}
